from config.demo.texts import Manners, Scenario

MANNERS = Manners(
    greetings=("Hello,", "Good morning,", "Hi there,", "Dear team,"),
    farewells=("Kind regards", "Thanks", "Best wishes", "Many thanks in advance"),
    staff_greeting="Hello,",
    staff_farewell="Kind regards",
    thanks="That did it, thank you.",
    comments_good=("Quick and clear.", "Sorted on the first try.", "Friendly and honest about the delay.", ""),
    comments_bad=("Had to explain it three times.", "Two days for one line of answer.", "Still not working.", ""),
)

TELECOM = (
    Scenario(
        "support",
        "Video calls freeze since the weekend",
        "since Saturday every video call at {street} freezes for a few seconds, about once in ten minutes. Speed tests look "
        "fine ({speed} Mbit/s), so I suspect something else. I have tried a cable and a second laptop.\n\nCould you check the "
        "line from your side?",
        "thank you for testing that thoroughly, it saves us a step. We see short bursts of packet loss on your segment since "
        "Saturday. A part of the cabinet in your street is being replaced tonight between 1 and 4 am.",
        "it was better for two days but this morning it froze again during a meeting. Same pattern as before.",
        "the second repair is done and we have watched the line for 24 hours without a single loss. We have also credited "
        "you one week of the monthly fee.",
        "Cabinet 0417, fan unit. Three other tickets from the same street, link them.",
    ),
    Scenario(
        "billing",
        "Why is my bill {amount} CZK higher?",
        "invoice {invoice} is {amount} CZK higher than last month and I cannot see what for. I did not order anything. "
        "Please explain, or correct it.",
        "the difference is roaming outside the EU: 38 MB of data on one day. I understand that this was not on purpose, and "
        "as it is the first time we have taken half of it off. A corrected invoice is attached to your account.",
        "thank you, but my phone was at home that day. Could somebody have used my number?",
        "you were right: the traffic belonged to a SIM that was swapped at the shop. We have removed the whole amount and "
        "locked the old card.",
        "SIM swap at branch 12 on the same day, fraud team informed.",
    ),
    Scenario(
        "retention",
        "I want to cancel contract {contract}",
        "please cancel contract {contract} at the earliest date. After three outages in two months I have lost patience. "
        "Tell me the date and what to do with the router.",
        "I am sorry, three outages in two months is not what you pay for. Your contract can end in 30 days. If you would "
        "give us another chance: we can move you to the fibre ring for the same price and waive two months.",
        "two free months sound fair. If it fails once more I will leave for good, though.",
        "agreed, and thank you. The move is booked, the two months are on your account, and you have my direct line in the "
        "confirmation.",
        "Customer for {years} years. Offer B accepted, follow up in 14 days.",
    ),
    Scenario(
        "support",
        "Router asks for a password nobody has",
        "we moved into an office where your router was left behind, model N{meter}. It asks for an administrator password. "
        "The contract {contract} is on our company now. How do we get in?",
        "for safety the previous settings are wiped when a contract changes hands. Hold the small button on the back for "
        "twelve seconds; the password on the label then works again.",
        "that worked, but now the telephones do not register.",
        "the telephones needed the new line profile, which is active since this morning. All four are registered.",
        "VoIP profile missing after transfer of contract.",
    ),
    Scenario(
        "support",
        "Keeping our number when switching to you",
        "we would like to move our business line to you and keep the number. How long are we unreachable, and what do you "
        "need from us?",
        "you are unreachable for less than a minute, usually around 3 am. We need the signed form and the code from your "
        "present operator. The whole thing takes four working days.",
        "the code has arrived, it is valid until the {day}th. Please go ahead.",
        "the number was moved last night and answers with us. Welcome.",
        "Porting window booked, check at 7 am.",
    ),
    Scenario(
        "billing",
        "Invoice for our company without VAT number",
        "invoice {invoice} does not show our VAT number, so our accountant cannot use it. Can you reissue it, and make sure "
        "that the next ones are right?",
        "the number was missing in the billing address. It is there now, and invoice {invoice} has been reissued with the "
        "same date.",
        "the new one has the right number but the old street. We are at {street} since spring.",
        "both are right now, and the next invoices will follow. Sorry for the two rounds.",
        "Address master differs from CRM, corrected in both.",
    ),
)

ENERGY = (
    Scenario(
        "support",
        "Power was off for five hours",
        "on the {day}th we had no electricity at {street} from about {hour}:00 for five hours. Nobody announced it. The freezer "
        "thawed. Is there any compensation?",
        "the outage was caused by a damaged cable and was not planned. As it took longer than four hours you are entitled to "
        "compensation; it will be on your next bill, there is nothing to apply for.",
        "thank you. The food was worth about {amount} EUR, does the compensation cover that?",
        "with the photos you sent we could pay the food as well. You will find both amounts on the next bill.",
        "Fault 2-{meter}, grid operator confirms 5 h 10 min.",
    ),
    Scenario(
        "billing",
        "Meter reading was estimated again",
        "for the third time my bill is based on an estimate although I send the reading every month. The meter shows {meter}. "
        "What am I doing wrong?",
        "nothing at all: your readings arrived under an old meter number. We have moved them to the right one and issue a "
        "corrected bill this week.",
        "the corrected bill is here and looks right. Will next month be automatic?",
        "yes, from now on your meter reports by itself. You need not send anything any more.",
        "Meter exchanged in June, old serial still in the portal.",
    ),
    Scenario(
        "support",
        "Solar panels: when do I get paid?",
        "our panels have been feeding in since June, but no payment has come. The contract number is {contract}. Is something "
        "missing?",
        "the certificate of the installer has not reached us. Ask them to upload it, or send us a copy; the payment for all "
        "months follows within ten days.",
        "here is the certificate. Please pay for all months at once if you can.",
        "everything is paid as of today, {amount} EUR. From now on it happens monthly.",
        "Certificate was sent to the grid operator only.",
    ),
    Scenario(
        "billing",
        "Direct debit taken twice",
        "you took {amount} EUR twice this month, on the 5th and on the 6th. Please send one back before the rent is due.",
        "one of the two was a repetition by the bank. It has been sent back today and should reach you within two working "
        "days.",
        "it is back. Can this happen again next month?",
        "no, the repeated order is deleted. Thank you for your patience.",
        "Batch of the 5th ran twice, 41 customers, see the incident.",
    ),
)
