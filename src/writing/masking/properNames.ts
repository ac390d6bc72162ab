/**
 * Words that are written with capital letters inside a sentence, as an openly licensed corpus of 46 million words writes them. An uncased
 * model knows them in small letters only. Made by models/training/proper_names.py.
 */
export const properNames: readonly string[] = `
AA AAA AB ABC AI AJAX AMI AMP ANA AP API AR ASEAN ASHA ATP AUG AZ Aarhus Aaron Aba Abbas Abbott Abby Abd Abdul Abdullah Abe Abel Aberdeen
Abigail Abraham Abrams Abu Academy Acheron Achilles Acton Ada Adam Adams Addison Adelaide Adele Aden Adler Admiralty Adobe Adolf Adolph
Adrian Adriatic Adventist Aegean Aeronautics Afghan Afghanistan Africa African Africans Afrikaans Ag Agatha Agnes Agra Ahmad Ahmed Aidan
Airbus Aires Aix Akbar Akron Alabama Alan Alaska Alba Albania Albanian Albanians Albans Albany Albert Alberta Alberto Albion Albuquerque
Alec Aleppo Alessandro Alex Alexa Alexander Alexandra Alexandre Alexandria Alexis Alf Alfonso Alfred Algeria Algerian Algiers Ali Alice
Alicia Alison Alistair Alla Allah Allan Allegheny Allen Allie Allison Almeida Almighty Alpine Alps Alsace Alta Alton Alvin Alyssa Amanda
Amazon Ambrose Amelia America American Americana Americans Americas Ames Amherst Amir Amman Amos Amsterdam Amtrak Amy Anastasia Anatolia
Anders Andersen Anderson Andes Andover Andre Andrea Andreas Andres Andrew Andrews Andrey Android Andy Ang Angela Angeles Angelica Angelina
Angelo Anglia Anglican Anglo Angola Angus Anita Ankara Ann Anna Annabelle Annapolis Anne Annette Annie Anson Antarctic Antarctica Anthony
Antilles Antioch Antoine Antoinette Anton Antonia Antonio Antony Antrim Antwerp Anwar Anya Apache Apollo Appalachian Appleton Apr April
Ara Arab Arabia Arabian Arabic Arabs Aragon Arcadia Archduke Archer Archibald Archie Arden Ares Argentina Argentine Argus Argyle Argyll
Ariel Aristotle Arizona Arkansas Arlington Armand Armenia Armenian Armenians Armstrong Arnold Arranger Ars Artemis Arthur Aryan Asa Ashe
Asher Ashford Ashland Ashley Ashton Asia Asian Asiatic Assyrian Astor Astro Ata Atari Athena Athenian Athens Atkins Atkinson Atlanta
Atlantic Atlantis Aubrey Auckland Audrey Augsburg August Augusta Auguste Augustine Augustus Aurora Aus Auschwitz Austen Austin Australia
Australian Australians Austria Austrian Austrians Avalon Avery Avila Avon Axel Azerbaijan Aziz Azores Aztec Azure BA BAL BCE BN BSc Baba
Babu Babylon Babylonian Bach Baden Badger Badminton Bae Baghdad Bahadur Bahamas Bahia Bahrain Bai Bailey Bain Baird Baku Baldwin Balfour
Bali Balkan Balkans Ballard Baltic Baltimore Bam Bancroft Banda Bangkok Bangladesh Bangor Bao Baptist Baptiste Barack Barbados Barbara
Barcelona Barclay Bari Barker Barlow Barnard Barnes Barnet Barnett Barney Barr Barrett Barrie Barry Bart Bartholomew Bartlett Basel Basil
Basque Bassett Batavia Bates Bathurst Bauer Bavaria Bavarian Baxter Bayer Bea Beale Beatles Beatrice Beaufort Beaumont Becca Becker Becky
Bedford Bedfordshire Beethoven Beijing Beirut Bel Bela Belarus Belfast Belgian Belgium Belgrade Belinda Belize Bella Bellamy Bellevue
Belmont Ben Benedict Benedictine Bengal Bengali Benin Benito Benjamin Bennett Benny Benson Bentley Benton Benz Berber Bergen Berger
Bergman Berkeley Berkshire Berlin Bermuda Bern Bernard Bernardino Bernhard Bernie Bernstein Bert Bertha Bertie Bertram Bertrand Bessie
Beth Bethany Bethel Bethlehem Betsy Betty Beverley Beverly Bey Bhutan Bianca Bible Billie Billings Billy Bing Bingham Bingo Birmingham
Bismarck Blackpool Blackwell Blaine Blair Blake Blanc Blanca Blanchard Blanco Blitz Bloomberg Bo Bob Bobbie Bobby Boca Bodo Boeing Boer
Bogota Bohemia Bohemian Bois Boise Bolivar Bolivia Bolivian Bologna Bolshevik Bolsheviks Bombay Bonaparte Bonn Bonnie Booker Boone
Bordeaux Borg Boris Borneo Bosch Bosnia Bosnian Boston Botswana Bourne Bournemouth Bowen Boyd Boyle Br Brad Bradford Bradley Bradshaw
Brady Bragg Brahms Bram Brandenburg Brandon Brandt Brant Brasil Braun Brazil Brazilian Bremen Brenda Brendan Brennan Brent Bret Breton
Brett Brewster Brian Bridget Briggs Brigham Brighton Brisbane Bristol Britain Britannia British Brittany Broadway Brodie Bronx Brooke
Brooklyn Brooks Bros Broughton Browne Browning Bruce Brunei Bruno Brunswick Brussels Bryan Bryant Bryce Bryson Bt Buchanan Bucharest
Buckingham Buckley Budapest Buddha Buddhism Buddhist Buena Buenos Buffy Buick Bulgaria Bulgarian Bunny Buren Burgess Burgundy Burke
Burkina Burlington Burma Burmese Burnett Burnham Burnley Burroughs Burton Burundi Busch Butch Butte Byrd Byrne Byron Byzantine CA CAs CC
CD CDC CDP CDs CEO CF CHA CI CIA CL CNN CO COM CPI CPU CR CS CSI CT CV Cadillac Cadiz Caesar Cain Caine Cairo Caitlin Calabria Calais
Calcutta Calder Caldwell Caleb Caledonia Caledonian Calgary Calhoun California Callahan Callum Calvert Calvin Cam Cambodia Cambrian
Cambridge Cambridgeshire Camden Cameron Cameroon Camilla Camille Campbell Canada Canadian Canadians Cannes Canterbury Canton Cantor Cao
Cape Capitol Capt Caracas Cardiff Carey Caribbean Carl Carla Carleton Carlisle Carlo Carlos Carlson Carlton Carly Carmel Carmen Carmichael
Carnegie Carol Carole Carolina Caroline Carolyn Carpathian Carr Carrie Carroll Carson Carter Carthage Cartwright Carver Cary Casa
Casablanca Casey Casimir Casper Caspian Cass Cassandra Cassidy Cassie Castile Castillo Castro Catalan Catalina Catalonia Catherine
Catholic Catholicism Catholics Cathy Caucasian Caucasus Cavendish Cayman Cecil Cecilia Cedric Celeste Celia Celtic Cerro Cesar Ceylon CfA
Chad Challenger Chalmers Champ Champs Chan Chancellor Chandler Chandra Chang Chaplin Chapman Charlemagne Charles Charleston Charley
Charlie Charlotte Chatham Chattanooga Chavez Chelsea Cheltenham Chen Cheney Cherokee Chesapeake Cheshire Chester Chesterfield Chet
Chevrolet Chevy Cheyenne Chi Chiang Chicago Chichester Chihuahua Chile Chilean China Chinatown Chinese Chloe Choi Chopin Chris Christ
Christchurch Christensen Christi Christian Christianity Christians Christie Christina Christine Christmas Christopher Christy Chrome
Chrysler Chu Chung Churchill Cicero Cid Cincinnati Cinderella Cindy Cisco Clair Claire Clancy Clara Clare Claremont Clarence Clarissa
Clark Clarke Clarkson Claude Claudia Claudius Claus Clayton Clemens Clement Clements Clemson Cleopatra Clermont Cleveland Clifford Clifton
Clinton Clive Clyde CoA CoE Cobb Cochin Cochrane Coco Cody Cohen Cola Colbert Colby Colchester Cole Coleman Colin Coliseum Collin Collins
Colombia Colombian Colombo Colorado Columbia Columbian Columbus Commissioner Commodore Como Compton Comte Conan Concepcion Concordia
Confederacy Confederate Confederation Cong Congo Congregational Congress Connecticut Connie Connolly Connor Conrad Conservatoire Constance
Constantine Constantinople Conway Cooke Cooper Copenhagen Coptic Cora Cordoba Corey Corinne Cornelius Cornell Cornish Cornwall Corp
Corsica Cortes Cory Costa Costello Courtney Covent Coventry Cox Craig Cramer Crawford Cree Cretaceous Crete Crewe Crimea Crimean Croatia
Croats Croix Cromwell Crosby Crowe Crowley Croydon Cruz Cu Cuba Cuban Cullen Cumberland Cummings Cunningham Currie Curtis Custer Cuthbert
Cutler Cy Cynthia Cyprus Cyril Cyrillic Cyrus Czech Czechoslovakia DAL DB DC DNA DOE DOI DOM DVDs Dad Dahl Dai Daisy Dakota Dalai Dallas
Dalton Daly Damascus Damien Damon Dan Dana Dane Danes Daniel Daniela Danielle Daniels Danish Danny Dante Danube Danzig Daphne Darcy Darius
Darmstadt Darrell Darren Dartmouth Darwin Das Dauphin Dave Davey David Davidson Davies Davis Davy Dawson Dayton Daytona Dean Debbie
Deborah Debra Dec December Decker Dei Delaney Delaware Delgado Delhi Delilah Dell Demetrius Democrat Democrats Dempsey Deng Denis Denise
Denmark Dennis Denny Denton Denver Dept Derbyshire Derek Derry Desmond Detroit Devlin Devon Dewey Dexter Diana Diane Diaz Dick Dickinson
Diego Dillon Dimitri Dinah Directorate Disney Disneyland Dixie Dixon Dmitri Dmitry DoD DoS Dobson Dodd Dodgers Doha Dolly Dolores Domingo
Dominic Dominican Dominique Don Dona Donald Doncaster Donnelly Donovan Dora Dorchester Dorian Doris Dorothea Dorothy Dorset Dorsey
Dortmund Doug Douglas Douglass Dover Dow Downing Doyle Dr Dracula Drake Dresden Drury DuBois DuPont Duane Dublin Duc Dudley Duffy Duluth
Dunbar Duncan Dundee Dunedin Dunkirk Dunlop Dunn Dunne Durban Durham Dustin Dutch Dutton Duval Dwight Dwyer Dyer Dylan EA EC ELISA EPA
ESPN EU EV Earl Earle Easter Eastman Easton Eaton Ecuador Ed Eddie Eden Edgar Edinburgh Edison Edith Edmond Edmonton Edmund Edna Edo
Eduardo Edward Edwards Edwin Egypt Egyptian Egyptians Eileen Einstein Eisenhower Elaine Eleanor Elena Elgin Eli Elias Elijah Eliot
Elisabeth Elise Eliza Elizabeth Ella Ellen Ellie Elliot Elliott Ellis Ellison Elmer Elsa Elsie Elton Elvis Ely Emanuel Emerson Emery Emil
Emile Emilia Emilio Emily Emirates Emma Emmanuel Emmett Emmy Ems Enfield England English Englishman Enoch Enrico Enrique Epstein Erasmus
Eric Erica Erich Erie Erik Erika Erin Eritrea Ernest Ernie Ernst Erwin Esq Essex Este Esther Estonia Ethan Ethel Ethernet Ethiopia
Ethiopian Etienne Eton Euclidean Eugene Eurasian Eureka Europa Europe European Europeans Eva Evan Evans Evelyn Everest Everett Evie Ewing
Excel Exchequer Exeter Explorer Expo Ezekiel Ezra FBI FCC FDA FIFA FM Fabian Facebook Faerie Fairbanks Fairchild Fairfax Falkland Fang
Fanny Fargo Farrell Faso Fatima Faulkner Faust Fay Fc Fe Feb February Federico Fei Feldman Felipe Felix Fenton Ferdinand Fergus Ferguson
Fernandez Fernando Ferrara Ferrari Ferris Fielding Fiji Filipino Finland Finn Finnish Fiona Fischer Fisher Fitch Fitz Fitzgerald Fitzroy
Flanagan Flanders Fleming Flemish Fletcher Florence Flores Florian Florida Floyd Flynn Foley Fontaine Forbes Ford Fordham Forrest Forster
Fourier Fowler Fr Fra Fran France Frances Francesca Francesco Francis Franciscan Francisco Franco Francois Frankenstein Frankfurt Frankie
Frankish Franklin Franks Franz Fraser Fred Freddie Freddy Frederic Frederick Fredrik Fremantle Fremont French Frenchman Freud Friday
Fridays Friedman Friedrich Fritz Fu Fujian Fulham Fulton GA GDP GE GI GIL GM GNU GOV GPS GUI Gabon Gabriel Gabrielle Gael Gaelic Gage Gail
Gaines Gaius Galen Galilee Galileo Gallagher Gallo Galloway Galveston Galway Gambia Gandhi Gao Garcia Gardiner Gardner Gareth Garfield
Garrett Garry Garth Gary Gaston Gaul Gaulle Gavin Gaza Gazette Gemini Geneva Genevieve Genoa Geoff Geoffrey Georg George Georges
Georgetown Georgia Georgian Georgie Gerald Geraldine Gerard Gerhard Germain German Germanic Germans Germany Gerry Gertrude Gettysburg
Ghana Ghanaian Ghent Giacomo Gibbs Gibraltar Gibson Gideon Gifford Gilbert Giles Gilles Gillian Giorgio Giovanni Giuseppe Gladstone Gladys
Glasgow Glendale Glenn Gloria Gloucester Gloucestershire Glover GmbH God Goddard Godfrey Goethe Goldberg Goldman Goldstein Gomez Gonzales
Gonzalez Goodwin Google Gordon Gorman Goth Gotham Gothic Gottfried Gould Grafton Graham Gran Granada Grande Grange Granville Greco Greece
Greek Greeks Greenberg Greene Greenland Greensboro Greenville Greenwich Greenwood Greg Gregg Gregor Gregorian Gregory Grenada Greta
Gretchen Griffin Griffith Griffiths Grimes Grimm Groningen Grover Gt Guadalupe Guam Guangzhou Guantanamo Guatemala Guernsey Guerrero
Guiana Guido Guildford Guillaume Guinness Gujarat Guo Gupta Gurney Guru Gus Gustav Gustave Guthrie Guzman Gwen HD HIV HR HTML HTTP HTTPS
Haas Habsburg Hackett Hades Hadley Hague Hahn Haiti Haitian Hal Haley Halifax Halle Halloween Hamburg Hamid Hamilton Hammersmith Hammond
Hampshire Hampstead Hampton Han Hancock Handel Hank Hanna Hannah Hannibal Hanoi Hanover Hans Hansen Hanson Hara Hardin Harding Harlan
Harlem Harley Harlow Harmon Harold Harper Harriet Harrington Harris Harrisburg Harrison Harry Hart Hartford Hartley Hartman Harvard Harvey
Hassan Hastings Hatfield Havana Havre Hawaii Hawaiian Hawke Hawkins Hawthorne Hayden Hayes Haynes Hayward Healy Hearst Hebrew Hector
Heidelberg Heidi Heinrich Heinz Helen Helena Helene Hellenic Hellenistic Heller Helsinki Hemingway Henderson Hendricks Henley Henri
Henrietta Henrik Henry Hepburn Herbert Hercules Hereford Herman Hermann Hermes Hernandez Herr Hertfordshire Herzegovina Hess Hesse Hewitt
Hezbollah Hicks Hidalgo Higgins Highland Highlanders Highness Hilary Hilda Hillary Hilton Himalayan Himalayas Hindi Hindu Hinduism Hindus
Hiram Hiroshima Hirsch Hispanic Hitler Hobart Hodge Hodges Hodgson Hoffman Hoffmann Holden Holland Hollis Holloway Holly Hollywood Holm
Holmes Holstein Homer Homo Hon Honda Honduras Hong Honolulu Hooker Hooper Hoover Hopkins Hopper Horace Horatio Horne Horton Houston Howard
Howe Howell Hu Huang Hubbard Hubert Hudson Huey Huff Huffington Hugh Hughes Hugo Hull Humboldt Hume Humphrey Hungarian Hungarians Hungary
Huntington Huntsville Hurley Huron Hurst Hussein Hutchinson Hutton Hyde Hyundai I IBM ID IE IEEE II III IM IP IQ IR IRS ISIL ISO ISSN IV
IX Ia Ian Iberian Ibrahim Iceland Icelandic Ida Idaho Ign Ignacio Ignatius Igor Ike Illinois Inc Inca India Indian Indiana Indianapolis
Indians Indies Indigenous Indochina Indonesia Indonesian Indus Ingram Innsbruck Institute Institutes Instituto Intel Inuit Inverness Iona
Iowa Ipswich Ira Iran Iranian Iraq Iraqi Ireland Irene Irish Iroquois Irvine Irving Irwin Isa Isaac Isabel Isabella Isabelle Isaiah Isis
Islam Islamic Islamist Islander Ismail Israel Israeli Israelis Istanbul Italia Italian Italians Italy Ivan Ivanov Ives Izzy Jack Jackie
Jackson Jacksonville Jacob Jacobite Jacobs Jacqueline Jacques Jaime Jain Jake Jakob Jamaica Jamaican Jamal James Jamestown Jamie Jan Jane
Janeiro Janet Janice January Japan Japanese Jared Jarrett Jarvis Jason Jasper Java Javanese Javier Jay Jean Jeanne Jeff Jefferson Jeffrey
Jem Jen Jena Jenkins Jennie Jennifer Jennings Jenny Jensen Jeremiah Jeremy Jericho Jerome Jerry Jersey Jerusalem Jess Jesse Jessica Jessie
Jesuit Jesuits Jesus Jew Jewish Jews Jiang Jill Jim Jimenez Jimmy Jin Jo Joachim Joan Joanna Joanne Joaquin Jocelyn Joe Joel Joey Johann
Johanna Johannes Johannesburg John Johnnie Johnny Johns Johnson Johnston Johor Jon Jonah Jonas Jonathan Jones Jong Jordan Jorge Jose Josef
Joseph Josephine Josh Joshua Josiah Josie Joyce Jr Ju Juan Judah Judaism Judas Jude Judith Judy Jules Julia Julian Julie Julien Juliet
Julius July Jun June Jung Juno Jupiter Jurassic Justin Ka Kabul Kahn Kai Kaiser Kala Kali Kane Kang Kansas Kant Kaplan Kara Karen Kari
Karim Karin Karl Kashmir Kat Kate Katharine Katherine Kathleen Kathryn Katie Kato Katrina Katy Katz Kawasaki Kay Kaye Kayla Kazakhstan
Kazan Keating Keenan Keith Keller Kelley Kellogg Kelly Kemp Kendall Kendrick Kennedy Kenneth Kenny Kensington Kent Kentucky Kenya Kenyan
Kepler Kerala Kerr Kerry Kevin Keynes Khalid Khorasan Khyber Kidd Kiel Kiev Kilkenny Kim Kimball Kimberley Kimberly Kingsley Kingston
Kirby Kitchener Kitty Klan Klaus Klein Knesset Knowles Knox Kobe Koch Kong Konrad Konstantin Korea Korean Koreans Kosovo Kraft Krakow
Kramer Krishna Kristen Kristin Kristina Kruger Ku Kung Kurdish Kurdistan Kurt Kuwait Kw Kyiv Kyle Kyoto Kyushu LBs LC LCD LEGO LGBT LL LLC
Labrador Lafayette Lahore Lai Laird Lal Lamar Lambert Lancashire Lancaster Landon Langdon Lange Langley Lanka Lansing Lao Laos Lara Larkin
Larry Lars Larsen Larson Latham Latin Latino Latvia Laura Lauren Laurence Laurent Laurie Lausanne Lawrence Lawson Lazarus Leach Leah Lear
Lebanese Lebanon Leeds Lehigh Lehman Leicester Leiden Leigh Leighton Leipzig Leith Lena Lenin Leningrad Lennon Lennox Lenny Leo Leon
Leonard Leonardo Leone Leonid Leopold Leroy Lesley Leslie Lester Lev Levant Levi Levin Levine Lew Lewis Lex Lexington Li Liam Libby
Liberia Libya Libyan Lighthouse Lilith Lillian Lilly Lily Lima Lin Lincoln Lincolnshire Linda Lindsay Linnaeus Linux Lionel Lisa Lisbon
Lister Lithuania Lithuanian Liu Liverpool Livingston Livingstone Liz Liza Lizzie Lloyd Loch Locke Lockheed Logan Loire Lois Loki Lola
Lombard Lombardy London Lopez Lord Loren Lorenzo Lori Lorraine Los Lou Louie Louis Louisa Louise Louisiana Louisville Louvre Lowe Lowell
Lowry Loyola Ltd Lu Luca Lucas Lucia Lucian Lucie Lucien Lucifer Lucille Lucius Lucknow Lucy Ludwig Luftwaffe Luigi Luis Luke Lulu Luna
Luther Lutheran Lux Luxembourg Luzon Lydia Lyle Lyman Lyndon Lynn Lynne Lyon Lyons MARC MC MD MFA MIR MIT ML MP MRI MS MSC MVP Mabel Mac
MacArthur MacDonald MacKay MacLeod Macbeth Macedonia Macedonian Mach Macintosh Mack Mackenzie Maclean Macmillan Macon Macquarie Macy
Madagascar Madame Maddox Maddy Madeira Madeleine Madeline Madison Madonna Madras Madrid Mae Maestro Mafia Mag Magdalene Mage Maggie Magna
Magnus Mahal Mahmoud Mahmud Maine Maison Maitland Malabar Malacca Malaga Malawi Malay Malaya Malaysia Malaysian Malcolm Mali Malik Mall
Malley Mallory Malone Malta Maltese Malvern Manchester Manchu Mandela Manfred Manhattan Manitoba Mann Mannheim Manning Mansfield Manson
Manuel Mao Maori Mara Marcel Marcelo Marcia Marco Marcos Marcus Marek Margaret Marguerite Maria Marian Mariana Mariano Marie Marilyn
Marina Marino Mario Marion Marius Marjorie Markham Markus Marlborough Marley Marlon Marne Marquette Marriott Mars Marsden Marshall Mart
Marta Martha Martian Martin Martina Martinez Martinique Marty Marvin Marx Marxism Marxist Mary Maryland Marylebone Mason Masonic
Massachusetts Massey Massif Mateo Mathew Mathias Matilda Matt Matthew Matthews Matthias Maud Maui Maurice Mauritius Mavericks Maximilian
Maximus Maxwell Maya Mayer Mayfair Maynard Mayo Mazda McBride McCain McCall McCarthy McConnell McCormick McDonald McDowell McGee McGill
McGrath McGraw McGregor McGuire McIntosh McIntyre McKay McKenna McKinley McLean McLeod McMahon McMillan McNamara Meade Meath Mecca
Mecklenburg Medicare Medici Medina Mediterranean Meg Megan Meiji Mel Melbourne Melinda Melissa Mellon Melville Memphis Mendez Mendoza
Mercedes Mercer Meredith Merlin Merrill Merritt Merton Mesopotamia Messiah Messina Methodist Metz Mexican Mexico Meyer Mi Miami Micah
Michael Michel Michelangelo Michele Michelle Michigan Mick Mickey Microsoft Middlesex Middleton Middletown Midland Midlands Midwest Miguel
Mika Mike Mikey Mikhail Milan Milano Mildred Milford Milky Millie Milne Milo Milton Milwaukee Mimi Mina Minas Mindanao Minerva Ming Minh
Minneapolis Minnesota Minnie Miocene Miranda Miriam Miss Mississippi Missouri Mitch Mitchell Mitsubishi Mn Moe Moffat Mohamed Mohammad
Mohammed Mohawk Moines Molina Molly Mona Monaco Monday Mondays Mongol Mongolia Mongolian Mongols Monica Monmouth Mono Monroe Mons Mont
Montagu Montana Monte Montenegro Monterey Montevideo Montgomery Montpellier Montreal Montrose Monty Moore Morales Moran Moravian Morgan
Moritz Morley Mormon Moroccan Morocco Morris Morrison Morse Mortimer Morton Moscow Moses Motorola Mozambique Mozart Mr Mrs Mt Mughal
Muhammad Muir Muller Mumbai Munich Munro Murdoch Muriel Murphy Murray Musa Muslim Muslims Mussolini Mustafa Myanmar Myers Myra Myrtle
Myspace NAACP NAD NARA NASA NATO NCAA NFC NGOs NH NK NT Na NaN Nacional Nadia Nagasaki Nairobi Nam Namibia Nana Nancy Nanjing Nanny Nantes
Naomi Naples Napoleon Napoleonic Napoli Nash Nashville Nassau Nasser Nat Natalia Natalie Natasha Nate Nathan Nathaniel Navajo Navarre
Navarro Nawab Nazareth Nazi Nazis Neal Nebraska Ned Neil Nell Nellie Nelly Nelson Neo Neolithic Nepal Neptune Nero Ness Netflix
Netherlands Neumann Nevada Neville Newark Newcastle Newell Newfoundland Newman Newmarket Newport Newsweek Newton Nguyen Niagara Nicaragua
Nicholas Nicholls Nichols Nicholson Nico Nicola Nicolas Nicole Nielsen Nietzsche Nigel Niger Nigeria Nigerian Nightingale Nik Nike Nikita
Nikola Nikolay Nile Nilsson Nina Ninja Nintendo Nirvana Nissan Nix Nixon Noah Nobel Noel Nokia Nolan Nora Nord Nordic Norfolk Norma Norman
Normandy Norris Norse Norte Northampton Northamptonshire Northumberland Norton Norway Norwegian Norwich Norwood Notre Nottingham
Nottinghamshire Nov Nova Novak November Nunez Nuremberg OK OLE OS Oakland Oakley Oaxaca Obama Oceania Oct October Oder Odessa Odin Odyssey
Ogden Ohio Okinawa Oklahoma Olaf Olga Oliver Olivia Olivier Ollie Olsen Olson Olympia Olympian Olympic Olympics Olympus Omaha Oman Omar
Ontario Oracle Oregon Oriental Orion Orlando Orleans Oro Ortega Ortiz Osaka Osborn Osborne Oscar Oslo Osman Oswald Otago Otis Ottawa Otto
Ottoman Ottomans Outpost Owen Owens Oxford Oxfordshire Oz PC PCs PD PDF PEP PHP PL PM PO PR PS PSI PV Pa Pablo Pacific Packard Paddington
Padua Paige Paisley Pakistan Pakistani Palais Palermo Palestine Palestinian Palestinians Palma Palmer Palo Pamela Panama Pandora Paolo
Papua Paraguay Paralympics Parana Parc Paris Parisian Parker Parkinson Parkway Parliament Parma Pasadena Pascal Pasha Paso Patel Paterson
Patna Patricia Patrick Patsy Patterson Patti Patton Patty Paul Paula Pauline Paulo Pavel Paxton Payne Paz Peabody Pearce Pearson Pedro
Pegasus Peggy Peking Pembroke Pendleton Penelope Peng Penn Pennsylvania Pensacola Pentagon Pepsi Percival Percy Perez Perkins Perrin Perry
Persia Persian Persians Perth Peru Peruvian Pete Peter Peters Petersburg Petersen Peterson Petra Peyton PhD Phelps Phi Phil Philadelphia
Philharmonic Philip Philipp Philippe Philippine Philippines Philips Phillip Phillips Phoebe Phyllis Picasso Pickering Piedmont Pierre
Pieter Pietro Pisa Pitt Pittsburgh Pius Planck Plata Plato Platt PlayStation Pluto Plymouth PoW Poe Pointe Pokemon Poland Polk Pollock
Polly Polytechnic Pomerania Pomeranian Ponce Pont Pontiac Poole Porte Portland Porto Portsmouth Portugal Portuguese Potomac Potsdam Powell
Prague Pratt Presbyterian Prescott Presley Preston Pretoria Princeton Priscilla Prix Prof Protestant Protestants Provence Providence
Prussia Prussian Psyche Ptolemy Pu Puddle Pueblo Puerto Puget Pulitzer Punjab Punjabi Punta Purcell Purdue Putin Putnam Pyrenees Python
Qaeda Qatar Qc Qi Qin Qing Quaker Quakers Quebec Queensland Quentin Quincy Quinn Quran RA RAM RAs RFC RNA ROI RPM RR RT Rachel Radcliffe
Rae Rafael Rahman Rainer Raj Raleigh Ralph Ramirez Ramon Ramos Ramsay Rana Rancho Randall Randolph Randy Rani Rankin Rao Raoul Raphael
Rashid Ravi Raymond Rb Rc React Reagan Rebecca Reddy Reese Reeve Reeves Regan Reggie Regina Reginald Regis Rei Reich Reid Reilly Remington
Ren Renaissance Renault Rene Reno Republican Republicans Reuben Rev Reverend Rex Rey Reyes Reynolds Reza Rhine Rhineland Rhode Rhodes
Rhodesia Rhone Rica Rican Ricardo Richard Richards Richardson Richmond Richter Ricky Rico Ridley Riff Riley Ringo Rio Rios Ripley Rita
Ritchie Ritter Rivera Roanoke Robbie Robbins Robert Roberta Roberts Robertson Robinson Roche Rochester Rockefeller Rockies Rockwell
Roderick Rodgers Rodney Rodrigo Rodriguez Roe Roger Rogers Roland Rolf Roma Roman Romanesque Romania Romanian Romans Rome Romeo Romero
Romney Ron Ronald Ronnie Rooney Roosevelt Rory Rosa Rosalie Rosario Rosen Rosenberg Rosenthal Rosie Ross Rossi Roth Rothschild Rotterdam
Rouen Rousseau Rowan Rowe Rowland Roy Royale Royce Rubin Ruby Rudd Rudolf Rudolph Rue Rufus Rugby Ruiz Rupert Rus Russ Russell Russia
Russian Russians Rust Rutgers Ruth Rutherford Rutland Rwanda Ryan Ryder SA SAL SC SEO SF SHA SMS SPA SPD SQL SR SS SSR STs Sabbath Sabine
Sabrina Sachs Sacramento Saddam Sadie Safari Sahara Saharan Sahib Saigon Salazar Salem Salisbury Salle Sally Salvador Sam Samantha Sami
Sammy Samoa Sampson Samson Samsung Samuel San Sanchez Sanders Sandra Sanford Sanskrit Sant Santa Santiago Santo Santos Sara Sarah Sarajevo
Saratoga Sardinia Sargent Sasha Saskatchewan Satan Saturday Saturdays Saturn Saudi Saul Saunders Savannah Savoy Sawyer Saxe Saxon Saxons
Saxony Sb Scala Scandinavia Scandinavian Scarborough Schleswig Schmidt Schneider Schubert Schultz Schumann Schuster Schwartz Scotch Scotia
Scotland Scots Scott Scottish Scranton Scully Sean Sears Seattle Sebastian Sebastien Secretariat Seine Selena Selma Seminole Semitic Sen
Seneca Senegal Seoul Sep Sept September Serb Serbia Serbian Serbs Serena Sergei Sergey Sergio Serra Seth Seton Severn Seville Seychelles
Seymour Shah Shakespeare Shamrock Shandong Shane Shang Shanghai Shannon Sharma Sharon Sharpe Shaw Shawn Shay Sheffield Shelby Sheldon
Shelley Shelly Shelton Sheng Shepard Sheppard Sheridan Sherlock Sherman Sherwood Shetland Shi Shia Shirley Shiva Shrewsbury Shri
Shropshire Siam Siberia Siberian Sicilian Sicily Sid Sidney Siegel Siegfried Siena Sienna Sierra Sikh Sikhs Silas Silesia Silva Silvia Sim
Sima Simeon Simmons Simon Simone Simpson Sims Sinai Sinatra Sinclair Sindh Singapore Singh Sinn Sioux Sirius Skinner Skye Slack Slade
Slater Slavic Sloan Sloane Slovak Slovenia Smith Smithsonian Smyth Snyder Soc Socrates Sofia Soho Sol Solomon Somali Somalia Somerset
Somerville Somme Sonia Sonora Sony Sonya Soo Sophia Sophie Sorbonne Soto Sousa Southampton Southend Southland Soviet Soviets Spain
Spaniards Spanish Sparta Spartan Spartans Spence Spencer Sphinx Spokane Springfield Sri St Stacey Stacy Stafford Staffordshire Stalin
Stamford Stan Stanford Stanley Stanton Starbucks Starr Staten Ste Steele Stefan Stefano Stein Steiner Stella Stephan Stephanie Stephen
Stephens Stephenson Steve Steven Stevens Stevenson Stevie Stewart Stirling Stockholm Stokes Strasbourg Stratford Strauss Stuart Studio
Styx Sudan Sudanese Sudbury Sue Suez Suffolk Sufi Sui Sullivan Sultanate Sumatra Sumner Sunday Sundays Sunderland Sunni Suriname Surrey
Susan Susanna Susie Sussex Sutherland Sutton Suv Suzanne Suzuki Swansea Sweden Swedish Swift Swiss Switzerland Sydney Sykes Sylvester
Sylvia Syracuse Syria Syriac Syrian TATA TB TC TH TV Tabitha Tacoma Taft Taiwan Taiwanese Tajikistan Takahashi Talbot Taliban Talmud
Tamara Tamil Tampa Tanya Tanzania Tao Tara Tarzan Tasmania Tatar Tate Tatiana Tatum Taunton Tay Taylor TeX Teatro Ted Teddy Tehran Templar
Tennessee Terence Teresa Terra Terri Terry Tesla Tess Texans Texas Thai Thailand Thames Thatcher Thayer Theo Theodor Theodore Theresa
Thierry Thom Thomas Thompson Thomson Thor Thorne Thornton Thorpe Thursday Ti Tia Tianjin Tiberius Tibet Tibetan Tierney Tiffany Tim Timmy
Timothy Tina Tito Titus Toad Tobias Tobin Toby Todd Togo Tokugawa Tokyo Toledo Tom Tomas Tome Tommy Toni Tony Torah Toro Toronto Torre
Torres Tory Tottenham Toulon Toulouse Townsend Townsville Toyota Tracy Trainers Tran Transvaal Transylvania Travers Travis Trent Trenton
Trevor Triassic Trieste Trinidad Trinity Tripoli Tristan Trois Trojan Troy Truman Trump Ts Tsar Tucker Tucson Tudor Tuesday Tulane Tully
Tulsa Tunis Tunisia Tunisian Turbo Turin Turing Turk Turkey Turkic Turkish Turkmenistan Turks Turnbull Turner Tuscany Twitter Tyler Tyrol
Tyrone Tyson UA UC UCLA UI UK UNESCO UNICEF USA USB USD USSR UTC Uber Uganda Ukraine Ukrainian Ulrich Ulysses Umar Una Unicode Unionist
Unitarian United Universidad University Unix Upton Ur Urdu Ursula Uruguay Uruguayan Ut Utah Utopia Utrecht Uzbekistan VA VC VI VII VIII VP
Val Valencia Valentin Valentine Valerie Valle Vance Vancouver Vanderbilt Vane Vanessa Vargas Vatican Vaughan Vaughn Vedic Vega Vegas
Venetian Venezuela Venezuelan Venice Venus Vera Veracruz Verde Vermont Vernon Verona Veronica Versailles Vicente Vichy Vickers Victoria
Victorian Vida Vidal Vienna Viet Vietnam Vietnamese Vijay Viking Vikings Viktor Vince Vincent Vinci Viola Virgil Virginia Vishnu Vivian
Vlad Vladimir Volga Volkswagen Volta Volvo WC WWII Wadi Wagner Wainwright Wakefield Walden Waldo Wales Wallace Waller Wally Walsh Walt
Walter Walters Walton Wanda Wang Warner Warren Warrington Warsaw Warwick Warwickshire Washington Wat Waterford Waterloo Watkins Watson
Wayne Weaver Webb Weber Webster Wednesday Wehrmacht Weimar Weiss Welch Wellesley Wellington Welsh Wembley Wendell Wendy Wentworth Werner
Wes Wesley Wesleyan Wessex Westchester Westfield Westminster Weston Westphalia Wharton Wheeler Whig Whitaker Whitehall Whitehead Whitman
Whitney Wi Wichita Wikipedia Wilbur Wilcox Wilde Wiley Wilfred Wilhelm Wilkes Wilkins Wilkinson Willard William Williams Williamsburg
Williamson Willie Willis Willoughby Willy Wilmington Wilson Wilton Wiltshire Wimbledon Winchester Windsor Winfield Winkler Winnie Winnipeg
Winslow Winston Winthrop Wisconsin Wolfe Wolfgang Wong Woodrow Woodward Worcester Worcestershire Wright Wu Wurttemberg Wyatt Wynn Wyoming
XIII XIV XML XP Xavier Xbox Xi Xiang Xinjiang Xu YMCA Yahoo Yale Yankee Yankees Yao Yarmouth Yates Yellowstone Yemen Yi Yiddish Yokohama
York Yorker Yorkshire YouTube Yu Yuan Yucatan Yugoslavia Yukon Yun Yunnan Yuri Yusuf Yvonne Za Zac Zach Zachary Zack Zambia Zealand Zen
Zenith Zeppelin Zeus Zhang Zhao Zheng Zhou Zhu Zimbabwe Zimmerman Zion Zoe Zulu Zurich iOS iPad iPhone iPod iTunes mAb mRNA pH
`
  .trim()
  .split(/\s+/);
