#include "model/checks.h"

#include "base/translate.h"

#include <string.h>

#define ERROR SEVERITY_ERROR
#define WARNING SEVERITY_WARNING
#define ADVICE SEVERITY_ADVICE
enum { FIXED = 0, ALLOWABLE = 1 };

const struct check checks[CHECK_COUNT] = {
    [CHECK_FILE] = {"file", ERROR, FIXED, N_("files that cannot be read, or that nobody reads"),
                    N_("A file has a name or an encoding that the program cannot use, or lies where nothing is "
                       "looked for. What stands in it would be missing from the site without anybody noticing. "
                       "Rename or move the file as the hint says; save texts as UTF-8.")},
    [CHECK_YAML] = {"yaml", ERROR, FIXED, N_("lines of 'name: value' that are not written right"),
                    N_("The lines between --- and in .yml files are written in YAML: a name, a colon, a space, a "
                       "value. Tabs, curly quotes, a missing space after the colon and a colon in the middle of a "
                       "value are the usual slips, often from pasting out of Word. The line is shown; compare it "
                       "with a line above that works.")},
    [CHECK_TABLE] = {"table", ERROR, FIXED, N_("tables of values (.csv) that cannot be read"),
                     N_("The values of a measure come from a table that a spreadsheet saved as CSV, with the columns "
                        "date, value and note, or date, numerator, denominator and note. A column is missing, a row "
                        "has too many cells, a cell holds no date or number, or a number cannot be. Mend it in the "
                        "spreadsheet and save it as CSV again.")},
    [CHECK_MARKDOWN] = {"markdown", ERROR, FIXED, N_("blocks and other marks in texts that are not written right"),
                        N_("A text is written in Markdown, with blocks between lines of three backticks. A block has "
                           "a name that does not exist, is never closed, or holds data that cannot be read; or there "
                           "is HTML, which is left out. The hint tells what to write instead.")},
    [CHECK_FIELD] = {"field", ERROR, FIXED, N_("fields that are missing, unknown or of the wrong kind"),
                     N_("Each file has certain fields, such as title and date. One is missing, is spelled in another "
                        "way, or holds something else than it should. 'rundbrev schema' lists every file with its "
                        "fields.")},
    [CHECK_REFERENCE] = {"reference", ERROR, FIXED, N_("ids of people, teams and meetings that do not exist"),
                         N_("People, teams and meetings are named by their id: the word before the colon in people.yml "
                            "and teams.yml, the date in the name of a meeting's file. This id is not there. Correct "
                            "it, or add the person, team or meeting.")},
    [CHECK_SITE] = {"site", ERROR, FIXED, N_("settings in site.yml that do not fit together"),
                    N_("Something in site.yml cannot be used: the address of the site, the theme, or the sender of "
                       "the letters. All pages and letters need it, so nothing can be made before it is mended.")},
    [CHECK_LINK] = {"link", ERROR, FIXED, N_("links that lead nowhere"),
                    N_("A link leads to a file that is not there or is not published, or begins in a way that a "
                       "browser cannot follow. The reader would meet an empty page. Link to the .md or .yml file as "
                       "seen from the file where the link stands, or to a whole address with https://.")},
    [CHECK_PICTURE] = {"picture", ERROR, FIXED, N_("pictures that are missing or cannot be shown"),
                       N_("A picture is not where the text says, is of a kind that browsers and letters cannot show, "
                          "or lies on somebody else's site. Put it beside the text as PNG, JPEG or SVG, and mind "
                          "that capital letters count in names of files.")},
    [CHECK_LAYOUT] = {"layout", ERROR, FIXED, N_("layouts, strings and themes that are not written right"),
                      N_("A file in layouts/ or assets/ has a mistake: a name that does not exist, a section that is "
                         "never closed. This is the work of whoever looks after the look of the site, not of the "
                         "content.")},
    [CHECK_ALLOWANCE] = {"allowance", ERROR, FIXED, N_("comments 'allow …' that are not written right"),
                         N_("A finding that is right as it is can be allowed in the file itself: '<!-- allow weekday: "
                            "the old letter says so -->' in a text, '# allow weekday: …' in YAML, on the line above. "
                            "The name must be that of a check that can be allowed, and the reason must be written: "
                            "it is listed each time, so that others can judge it.")},
    [CHECK_UNUSED_ALLOWANCE] = {"unused-allowance", WARNING, FIXED,
                                N_("comments 'allow …' that nothing needs any more"),
                                N_("The comment allows a finding that is not there: it was mended, or the comment "
                                   "stands in the wrong place. Remove it, so that it does not hide a new mistake.")},

    [CHECK_WEEKDAY] = {"weekday", ERROR, ALLOWABLE, N_("weekdays that are not the weekday of their date"),
                       N_("A weekday and a date stand together, but that date is another day of the week. Readers "
                          "come on the wrong day. Look in the calendar which of them is right, and correct the "
                          "other. Where no year is written, the days from half a year before the file's own date "
                          "to eleven months after it are tried; outside meetings, letters and reports last year, "
                          "this year and the next.")},
    [CHECK_IMPOSSIBLE_DATE] = {"impossible-date", ERROR, ALLOWABLE, N_("dates and times that do not exist"),
                               N_("The calendar has no such day, or the clock no such time: 31 April, 25.10. It is "
                                  "most likely a slip of the finger.")},
    [CHECK_END_BEFORE_START] =
        {"end-before-start", ERROR, ALLOWABLE, N_("ends that come before their start"),
         N_("A meeting, a round, a test or a line of a programme ends before it begins, the lines of "
            "a programme stand in the wrong order, or one of them lies outside the meeting. "
            "One of the times is wrong. Coffee and mingling may lie outside.")},
    [CHECK_DOUBLE_BOOKING] = {"double-booking", WARNING, ALLOWABLE, N_("two meetings of a network at the same time"),
                              N_("Two meetings of the same network are on the same day at the same time, so nobody "
                                 "can come to both. Often a file was copied for the next meeting and its date or "
                                 "time was not changed.")},
    [CHECK_OUTSIDE_ROUND] = {"outside-round", ERROR, ALLOWABLE, N_("meetings before or after their round"),
                             N_("The date of the meeting is not within the period of its round, as round.yml tells "
                                "it. Either the meeting lies in the wrong folder or has the wrong date, or the "
                                "round's start or end must be moved.")},
    [CHECK_MEETING_NUMBER] = {"meeting-number", ERROR, ALLOWABLE, N_("numbers of meetings out of order"),
                              N_("The meetings of a round are numbered in the order of their dates, each number "
                                 "once; cancelled ones do not count. Letters and pages refer to them by number. "
                                 "Correct the number, or leave the line out: then the program counts.")},
    [CHECK_MEETING_CHANGE] = {"meeting-change", ERROR, FIXED, N_("changes of meetings that cannot be so"),
                              N_("A meeting that has moved tells its earlier date with 'from:' below 'changes:'. By it "
                                 "calendars find the entry to move, and the old page stays and leads to the new one. "
                                 "So it must be a date that no other meeting of the round has or had, and not the one "
                                 "that the meeting moved to. A change that is no move tells in 'text:' what is new.")},
    [CHECK_CHANGE_DATE] = {"change-date", WARNING, ALLOWABLE, N_("changes of meetings dated after today"),
                           N_("A change of a meeting tells on which day it was made, but that day has not come yet. "
                              "Most likely it is the new date of the meeting, which belongs in the name of its file, "
                              "or the year is wrong.")},
    [CHECK_NEWSLETTER_MEETINGS] = {"newsletter-meetings", ERROR, ALLOWABLE, N_("meetings that two newsletters cover"),
                                   N_("A newsletter tells of one or more meetings, and each meeting is told of once: "
                                      "its notes stand in that letter. This one covers a meeting that stands in "
                                      "another letter too. Correct the list 'meetings'.")},
    [CHECK_NEWSLETTER_DATE] = {"newsletter-date", ERROR, ALLOWABLE, N_("newsletters dated before a meeting they cover"),
                               N_("A newsletter cannot tell of a meeting that has not been held. Either its date or "
                                  "its list of meetings is wrong.")},
    [CHECK_NEXT_MEETING] = {"next-meeting", WARNING, ALLOWABLE, N_("a 'next meeting' that is not the next"),
                            N_("A text names the date of the next meeting, but by the files of the round the next "
                               "meeting is on another day, or there is none. The page, the calendar and the text would "
                               "tell the reader different things. Correct the text, or the name of the meeting's file. "
                               "'Next seminar' may be any coming meeting of the round.")},
    [CHECK_TEAM_NOT_IN_ROUND] = {"team-not-in-round", WARNING, ALLOWABLE,
                                 N_("teams in texts that are not in the round"),
                                 N_("A text or a list tells of a team that round.yml does not count among the teams "
                                    "of the round. In running text only teams count that are in no round at all. "
                                    "Add the team to 'teams' in round.yml, or correct the text.")},
    [CHECK_PERSON_ROLE] = {"person-role", ADVICE, ALLOWABLE, N_("people without a role"),
                           N_("A person is shown without saying what they do. Readers who do not know them cannot "
                              "tell whom to ask about what. Write 'role:' in people.yml, or where the person is "
                              "named.")},
    [CHECK_MEASURE_GOAL] = {"measure-goal", ADVICE, ALLOWABLE, N_("measures without a goal or a direction"),
                            N_("A measure shows improvement only when everybody knows what is better. Write 'goal:' "
                               "with the value to reach, or 'goal_change:' when it is to change by so much a year, and "
                               "'better: up' or 'better: down'.")},
    [CHECK_GOAL_CHANGE] =
        {"goal-change", WARNING, ALLOWABLE, N_("goals that stand still, or move the wrong way"),
         N_(
             "'goal_change' tells how much a value is to change in a year: 2 for two more, -5 for five "
             "less. It is 0, so that nothing is to change, or it goes the other way than 'better' "
             "says. Most likely a minus sign is missing, or is one too many.")},
    [CHECK_MEASURE_DATES] = {"measure-dates", WARNING, ALLOWABLE, N_("values with dates out of order, or twice"),
                             N_("The values of a measure stand in the order of their dates, one a day. A date comes "
                                "after a later one, or twice: a row may have the wrong year, or was pasted twice.")},
    [CHECK_MEASURE_VALUES] = {"measure-values", WARNING, ALLOWABLE, N_("values that are not numerator / denominator"),
                              N_("A row tells a value, and also how many of how many, but the two do not agree. "
                                 "Charts show the value, and people can read the numbers beside it. Correct what is "
                                 "wrong; or leave the value out, then the program counts it.")},
    [CHECK_MEASURE_RANGE] = {"measure-range", WARNING, ALLOWABLE, N_("percentages below 0 or above 100"),
                             N_("The measure counts percent, but a value or a goal is below 0 or above 100. Perhaps "
                                "a decimal comma is missing, or numerator and denominator stand in each other's "
                                "place. Where more than all is possible, such as 110 percent of last year, allow it.")},
    [CHECK_MEASURE_PHASES] = {"measure-phases", WARNING, ALLOWABLE, N_("phases of a measure without any value"),
                              N_("A phase is a time with a median of its own, but none of the measure's values lies in "
                                 "it, so charts leave it out. Its start is most likely wrong. A phase that began in "
                                 "the last three months may still wait for its first value.")},
    [CHECK_FROZEN_MEDIAN] = {"frozen-median", ADVICE, ALLOWABLE, N_("medians that are frozen after few values"),
                             N_("'median_until' freezes a median, so that later values are compared with how it was. "
                                "Of fewer than ten values a median is a matter of chance, and so is all that is then "
                                "seen; ten to thirteen are usual. Freeze it later, or leave 'median_until' out.")},
    [CHECK_REPEATED_TITLE] =
        {"repeated-title", WARNING, ALLOWABLE, N_("titles that two things share"),
         N_(
             "Two networks, rounds, meetings, letters, teams, measures or pages that stand side by side have "
             "the same title; capitals and signs make no difference. In lists, in search and in "
             "the inbox readers cannot tell them apart. Say in one of them what is special.")},

    [CHECK_ANCHOR] = {"anchor", ERROR, FIXED, N_("links to a heading that does not exist"),
                      N_("A link leads to a heading (the part after #), but the text has no such heading: it was "
                         "renamed or removed. The reader would land at the top of the page. The hint tells the "
                         "nearest heading there is.")},
    [CHECK_ALTERNATIVE_TEXT] = {"alternative-text", WARNING, ALLOWABLE, N_("pictures without a description"),
                                N_("People who do not see the picture hear or read its description instead; the law "
                                   "asks for one. A file name or the word 'picture' tells them nothing. Write in a "
                                   "few words what the picture shows and why it is there: ![what it shows](file).")},
    [CHECK_LINK_WORDS] = {"link-words", ADVICE, ALLOWABLE, N_("links named 'click here', or by their address"),
                          N_("Screen readers list the links of a page by their words alone. 'Click here' or a bare "
                             "address does not tell where one comes. Let the link be the words that name its goal: "
                             "[the programme of the day](…).")},
    [CHECK_INSECURE_LINK] = {"insecure-link", WARNING, ALLOWABLE, N_("addresses with http: instead of https:"),
                             N_("What is fetched by http: can be read and changed on its way, and browsers warn of "
                                "it. Nearly all sites answer by https: too. Try the address with https:, and write "
                                "it so.")},

    [CHECK_IDENTITY_NUMBER] = {"identity-number", ERROR, ALLOWABLE,
                               N_("personal identity numbers in what is published"),
                               N_("The text holds what looks like a Swedish personal identity number or coordination "
                                  "number: a real date and the right check digit. Such numbers must never be "
                                  "published. Take it away. If it is something else, such as the number of an "
                                  "invoice, allow it with the reason.")},
    [CHECK_EMAIL] = {"email", ERROR, ALLOWABLE, N_("e-mail addresses that are nobody's public contact"),
                     N_("The text holds an e-mail address that belongs to none of the public contacts: the people in "
                        "people.yml and the site's own addresses. An address is personal data. Remove it, or add the "
                        "person with 'email:' to people.yml, when they know and agree.")},
    [CHECK_TELEPHONE] = {"telephone", ERROR, ALLOWABLE, N_("telephone numbers that are nobody's public contact"),
                         N_("The text holds a telephone number that belongs to none of the people in people.yml. A "
                            "number is personal data. Remove it, or add it with 'phone:' to the person in "
                            "people.yml, when they know and agree.")},
    [CHECK_UNPUBLISHED_PERSON] = {"unpublished-person", ERROR, ALLOWABLE,
                                  N_("names of people who are not to be published"),
                                  N_("people.yml says 'publish: no' of this person, but the name stands in what is "
                                     "published. Take the name away, or ask the person and remove the line.")},
    [CHECK_SMALL_GROUP] = {"small-group", WARNING, ALLOWABLE, N_("groups smaller than five"),
                           N_("A value or a cell tells of one to four people; or of a share, where one to four are "
                              "those that count, or those that do not, or all there are is fewer than five. In a "
                              "small place others can see who they are, and what is said of them becomes known. Put "
                              "groups together, count a longer time, tell shares of larger groups, or write 'fewer "
                              "than five'. What is counted may be no people at all: then allow it.")},
    [CHECK_PICTURE_METADATA] = {"picture-metadata", WARNING, ALLOWABLE,
                                N_("pictures whose files tell where and by whom they were taken"),
                                N_("Cameras and telephones write the place, the time and the owner into the file of a "
                                   "picture. Rundbrev leaves all of it out of what it publishes; the file in your "
                                   "folder still has it. Save the picture anew without such data before you share "
                                   "the folder.")},
    [CHECK_PARTICIPANT_ADDRESS] = {"participant-address", ERROR, FIXED,
                                   N_("addresses from private/ in the finished files"),
                                   N_("After each build all finished pages, PDFs and letters are searched for the "
                                      "addresses in private/. One was found, and nothing was published. Search the "
                                      "content for the address and take it away. Public contacts in people.yml do "
                                      "not count.")},

    [CHECK_READABILITY] = {"readability", ADVICE, ALLOWABLE, N_("sections that are hard to read (LIX over 50)"),
                           N_("LIX counts the length of sentences and the share of long words: under 40 is easy, over "
                              "50 hard. It is a blunt measure, but a high value most often means long sentences. "
                              "Split them, and say in everyday words what can be said so. Words in the network's "
                              "glossary do not count as long.")},
    [CHECK_HEAVY_SENTENCE] = {"heavy-sentence", ADVICE, ALLOWABLE,
                              N_("the heaviest sentences of a text, at most three"),
                              N_("These sentences are the heaviest of the file, with the reason: many words, many of "
                                 "them long. Split a sentence where a new thought begins, and let people do things: "
                                 "'the team measures' instead of 'the carrying out of measurements'.")},
    [CHECK_WRITING_RULE] = {"writing-rule", ADVICE, ALLOWABLE, N_("dates, times and numbers against the writing rules"),
                            N_("Swedish authorities write 13 december 2026, kl. 9.00–15.30, 10 000, 9–12 with an en "
                               "dash, and 3,5 %. One way of writing in all letters is easier to read and looks "
                               "cared for. The hint shows the words as the rules have them.")},

    [CHECK_HEADING_LEVEL] = {"heading-level", WARNING, ALLOWABLE, N_("headings that skip a level"),
                             N_("Screen readers show the headings as a tree. A heading of the third level below one "
                                "of the first has no parent in it. Use one # more than the heading above, not two; "
                                "size is the layout's business.")},
    [CHECK_TABLE_HEAD] = {"table-head", WARNING, ALLOWABLE, N_("tables with empty heads"),
                          N_("For those who hear a table, the head of its column is read before each cell. An empty "
                             "head leaves them with a bare value. Write a word in each cell of the first line.")},
    [CHECK_WIDE_TABLE] = {"wide-table", WARNING, ALLOWABLE, N_("tables with more columns than paper has room for"),
                          N_("On a screen a wide table can be moved sideways; on paper a row of more than 14 columns "
                             "does not fit. It is printed on several lines there, and nobody can compare the values "
                             "of a column. Take columns away, turn rows into columns, or make several tables of "
                             "it.")},
    [CHECK_COLOUR_ALONE] = {"colour-alone", ADVICE, ALLOWABLE, N_("words that only a colour explains"),
                            N_("'The red boxes' tells nothing to those who do not see colours or who print in black. "
                               "Name the things by another mark too: their heading, their place, a sign.")},
    [CHECK_CONTRAST] = {"contrast", ERROR, FIXED, N_("colours of the theme that cannot be told from their ground"),
                        N_("Letters need a contrast of 4.5 to 1 with what they stand on, lines that say something 3 to "
                           "1; the law asks for it, since many people see weak contrasts badly, and everybody does in "
                           "the sun. Take a darker or lighter shade; the hint tells the nearest one that is enough.")},
    [CHECK_FOREIGN_PHRASE] = {"foreign-phrase", ADVICE, ALLOWABLE,
                              N_("phrases in another language that are not marked"),
                              N_("A screen reader reads English words with Swedish sounds unless it is told. Mark the "
                                 "phrase with its language: [Breakthrough Series](lang:en). Names and single words "
                                 "need no mark.")},
    [CHECK_FILM_CAPTIONS] = {"film-captions", ADVICE, ALLOWABLE, N_("films without captions, or nobody has noted it"),
                             N_("The law asks for captions on recorded films. Look whether the film has them and "
                                "write 'captions: yes' or 'captions: no' below it. Films without captions belong in "
                                "the accessibility statement.")},
    [CHECK_ACCESSIBILITY_STATEMENT] = {"accessibility-statement", WARNING, ALLOWABLE,
                                       N_("what the accessibility statement lacks"),
                                       N_("The law (2018:1937) asks for a statement with certain parts: how well the "
                                          "site complies, what is not accessible and why, how it was assessed and "
                                          "when, and how to report. They stand below 'accessibility:' in site.yml. "
                                          "Add what is missing.")},

    [CHECK_AGENDA_WITHOUT_NOTES] = {"agenda-without-notes", ADVICE, ALLOWABLE,
                                    N_("held meetings, or lines of their programmes, without notes"),
                                    N_("The meeting has been held, but there are no notes, or they have none of the "
                                       "words of this line of its programme. Those who were not there wonder what "
                                       "was said. Add a few words, or take the line away if it was dropped. Breaks, "
                                       "openings and closings need no notes.")},
    [CHECK_PROMISE] = {"promise", ADVICE, ALLOWABLE, N_("promises without a name or a date"),
                       N_("Somebody is to do something, but the text does not say who, or until when. Such promises "
                          "are seldom kept. Write a name or a team and a date: '- [ ] Anna sends the form by "
                          "12 May'. Open tasks count, and in notes lists below headings such as 'Next steps'.")},
    [CHECK_TEAM_NOT_MENTIONED] = {"team-not-mentioned", ADVICE, ALLOWABLE,
                                  N_("teams of the round that a letter leaves out"),
                                  N_("The newest letter of the round says nothing of this team. Perhaps they were "
                                     "not there; perhaps they were forgotten. A line is enough.")},
    [CHECK_MEASURE_NOT_UPDATED] =
        {"measure-not-updated", ADVICE, ALLOWABLE, N_("measures without a new value"),
         N_(
             "The last value of the measure is older than the latest meeting but one: nothing was "
             "added between two meetings. Ask the team for the latest value.")},
    [CHECK_NO_NEXT_MEETING] = {"no-next-meeting", ADVICE, ALLOWABLE, N_("rounds that go on without a next meeting"),
                               N_("The round is not over for another month, but no coming meeting is planned. Readers "
                                  "want to know when they meet again. Add a file for it, named by its date or its "
                                  "month, or give the round its end: without one it is over a year after its last "
                                  "meeting.")},
    [CHECK_NO_CONTACT] = {"no-contact", WARNING, ALLOWABLE, N_("networks and rounds that name nobody to ask"),
                          N_("Neither the network nor the round names a coach, so its pages and letters end without "
                             "anybody to ask. Add 'coaches:' in network.yml.")},

    [CHECK_SAME_FACTS] = {"same-facts", ERROR, FIXED, N_("facts that a page, PDF or letter lacks or tells otherwise"),
                          N_("After the build the dates, times, places, links, teams and numbers of each newsletter "
                             "are looked for on its page, in its PDF and in both parts of its letter. One is missing "
                             "there. Most likely a layout was changed for one of the outputs only.")},
    [CHECK_ONE_SHEET] = {"one-sheet", WARNING, FIXED, N_("reports whose text does not fit on one sheet"),
                         N_("A report is printed on one sheet of A3, so that it can hang on a wall. The type is made a "
                            "little smaller until the text fits; smaller than that nobody can read it from a distance. "
                            "What is too much now stands on a second sheet. Shorten the longest columns.")},
    [CHECK_LETTER_WEIGHT] = {"letter-weight", WARNING, FIXED, N_("letters that are too heavy for mail programs"),
                             N_("Gmail shows about 100 kB of a letter and hides the rest, with the address for leaving "
                                "it, behind a link. From 80 kB on you are told which sections are the heaviest. Above "
                                "95 kB the heaviest are cut to their first paragraph with a link to the website, where "
                                "they stand whole; so they do in the plain text of the letter. Pictures do not count, "
                                "but long tables do. Shorten the sections, or move something to a page.")},
};

const struct check *check_find(struct text name)
{
    for (size_t i = 0; i < CHECK_COUNT; i++)
        if (text_is(name, checks[i].name))
            return &checks[i];
    return NULL;
}

struct text check_nearest(struct text name)
{
    struct text names[CHECK_COUNT];
    for (size_t i = 0; i < CHECK_COUNT; i++)
        names[i] = text_from(checks[i].name);
    return text_nearest(name, names, CHECK_COUNT);
}
