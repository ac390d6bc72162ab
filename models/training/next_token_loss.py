"""The loss of the next token under a frozen output layer, a part of the tokens at a time: the logits of all would not fit in memory."""

import torch

TOKENS_AT_ONCE = 512


class NextTokenLoss(torch.autograd.Function):
    """Apply to states [tokens, width], the frozen embeddings [vocabulary, width] and the right tokens [tokens].

    Returns the sum of −ln p(right token). The gradient, where one is wanted, is computed on the way forward, while the logits are at hand.
    """

    @staticmethod
    def forward(context, states, embeddings, targets):
        total = states.new_zeros((), dtype=torch.float32)
        gradient = torch.empty_like(states)
        for start in range(0, len(states), TOKENS_AT_ONCE):
            part = slice(start, start + TOKENS_AT_ONCE)
            logits = (states[part] @ embeddings.T).float()  # [tokens, vocabulary]
            log_normalizer = logits.logsumexp(-1, keepdim=True)
            right = targets[part, None]
            total += (log_normalizer - logits.gather(1, right)).sum()
            if not context.needs_input_grad[0]:
                continue
            probabilities = logits.sub_(log_normalizer).exp_()
            probabilities.scatter_add_(1, right, -torch.ones_like(log_normalizer))
            gradient[part] = probabilities.to(embeddings.dtype) @ embeddings
        context.save_for_backward(gradient)
        return total

    @staticmethod
    def backward(context, scale):
        (gradient,) = context.saved_tensors
        return gradient * scale.to(gradient.dtype), None, None
