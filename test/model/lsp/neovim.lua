-- Drives the built-in client of Neovim against a language server, and writes down what it saw.
local function finish(session)
  vim.fn.writefile({ vim.fn.json_encode(session) }, vim.env.CLOZE_OUT)
  vim.cmd('qall!')
end

vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.CLOZE_FILE))
local buffer = vim.api.nvim_get_current_buf()
vim.bo[buffer].filetype = 'markdown'
local config = { name = 'cloze', cmd = vim.fn.json_decode(vim.env.CLOZE_COMMAND), root_dir = vim.fn.fnamemodify(vim.env.CLOZE_FILE, ':h') }
if vim.lsp.start then
  vim.lsp.start(config)
else
  vim.lsp.buf_attach_client(buffer, vim.lsp.start_client(config))
end

vim.wait(90000, function() return #vim.diagnostic.get(buffer) > 0 end, 50)
local diagnostics = vim.diagnostic.get(buffer)
if #diagnostics == 0 then return finish({ diagnostics = {}, actions = {} }) end
vim.api.nvim_win_set_cursor(0, { diagnostics[1].lnum + 1, diagnostics[1].col })
local params = vim.lsp.util.make_range_params(0, 'utf-16')
params.context = { diagnostics = {} }
local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', params, 30000) or {}
local titles, mute = {}, nil
for _, answer in pairs(answers) do
  for _, action in ipairs(answer.result or {}) do
    table.insert(titles, action.title)
    if action.title == 'Mute This Sentence with a Comment' then mute = action end
  end
end
if mute then vim.lsp.util.apply_workspace_edit(mute.edit, 'utf-16') end
vim.wait(60000, function() return #vim.diagnostic.get(buffer) == 0 end, 50)
local seen = {}
for _, each in ipairs(diagnostics) do table.insert(seen, { column = each.col, message = each.message }) end
finish({
  diagnostics = seen,
  actions = titles,
  text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), '\n') .. '\n',
  left = #vim.diagnostic.get(buffer),
})
