# Message results: the journal of what was sent, joined with the webhooks in an inbox.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-StagedModule

    $fields = 'marketing_message_echoes', 'marketing_message_deliveries', 'marketing_message_reads', 'marketing_message_clicks', 'marketing_message_delivery_failed'

    # Sends a message to subscribers of a sandbox whose webhooks go to an inbox, and returns once they have arrived.
    function Send-Spring {
        param([hashtable] $Rate, [int] $Subscribers = 20, [hashtable] $Options = @{}, [string] $Name = [guid]::NewGuid())

        $port = Get-FreePort
        $sandbox = Connect-Sandbox (@{ Seed = 7; MessageRate = $Rate; WebhookField = $fields } + $Options)
        $watch = Start-Watch -Port $port -Parameters @{ AppSecret = $sandbox.AppSecret; InboxPath = "$TestDrive/$Name.jsonl" }
        try {
            $sandbox.SendWebhooksTo("http://127.0.0.1:$port/", (Get-VerifyToken))
            $tokens = 1..$Subscribers | ForEach-Object { $sandbox.SubscribeFromAd() }
            $campaign = New-MMMessageCampaign -Name 'Spring' -DailyBudget 5000
            $receipts = $tokens | Send-MMMarketingMessage $campaign -Text 'Spring is here' -JournalPath "$TestDrive/$Name.journal" -WarningAction Ignore
            Wait-Until { $sandbox.PendingDeliveries -eq 0 }
            [pscustomobject]@{
                Sandbox = $sandbox; Campaign = $campaign; Receipts = $receipts; Tokens = $tokens; Insight = Get-MMMessageInsight $campaign
                Journal = "$TestDrive/$Name.journal"; Inbox = "$TestDrive/$Name.jsonl"; Events = @($watch.Output.ReadAll())
            }
        } finally {
            Stop-Watch $watch
        }
    }
}

AfterAll { Stop-MMSandbox }

Describe 'Get-MMMessageResult' {
    BeforeAll { $spring = Send-Spring @{ Read = 0.6; Clicked = 0.5; Failed = 0.2; Capped = 0.1 } -Subscribers 60 -Options @{ DuplicateDelivery = 1 } }

    It 'agrees with receipts, events, and Meta''s insights' {
        $summary = Get-MMMessageResult $spring.Journal -InboxPath $spring.Inbox -Summary
        $summary.CampaignId | Should -Be $spring.Campaign.Id
        $summary.Subscribers | Should -Be 60
        $summary.Sent | Should -Be @($spring.Receipts | Where-Object Status -EQ 'Accepted').Count
        $summary.Rejected | Should -Be @($spring.Receipts | Where-Object Status -EQ 'Rejected').Count
        $summary.Delivered | Should -Be $spring.Insight.Delivered
        $summary.Clicked | Should -Be $spring.Insight.Clicks
        $summary.ReadRate | Should -BeGreaterThan ($spring.Insight.ReadRate - 0.001)
        $summary.ReadRate | Should -BeLessThan ($spring.Insight.ReadRate + 0.001)
        $summary.Delivered + $summary.Failed | Should -Be $summary.Sent
        foreach ($count in 'Rejected', 'Delivered', 'Read', 'Clicked', 'Failed') { $summary.$count | Should -BeGreaterThan 0 -Because $count }
        "$($summary.Reasons)" | Should -Match "$($summary.Failed) The message could not be delivered\."
        "$($summary.Reasons)" | Should -Match "$($summary.Rejected) MMFrequencyLimited"
    }

    It 'returns each message with its times' {
        $results = Get-MMMessageResult $spring.Journal -InboxPath $spring.Inbox
        $results | Should -HaveCount 60
        $clicked = @($results | Where-Object Status -EQ 'Clicked')
        $clicked | Should -HaveCount $spring.Insight.Clicks
        foreach ($result in $clicked) {
            $result.Clicks | Should -Be 1
            $result.TrackingId | Should -BeIn $spring.Receipts.TrackingId
            foreach ($time in 'Sent', 'Delivered', 'Read', 'Clicked') { $result.$time | Should -Not -BeNullOrEmpty }
        }

        $failed = @($results | Where-Object Status -EQ 'Failed')
        $failed[0].Reason | Should -Be 'The message could not be delivered.'
        $failed[0].Delivered | Should -BeNullOrEmpty
        $refused = @($results | Where-Object Status -EQ 'Rejected')
        $refused[0].Reason | Should -Be 'MMFrequencyLimited'
        $refused[0].Sent | Should -BeNullOrEmpty
        ($refused[0].NotBefore - [DateTimeOffset]::UtcNow).TotalHours | Should -BeGreaterThan 23
    }

    It 'reports sent and rejected messages without an inbox' {
        ($spring.Journal | Get-MMMessageResult -Summary).Sent | Should -Be @($spring.Receipts | Where-Object Status -EQ 'Accepted').Count
        (Get-Item $spring.Journal | Get-MMMessageResult -Summary).Delivered | Should -Be 0
    }

    It 'shows neither a token nor a person, and the files have no token' {
        $shown = (Get-MMMessageResult $spring.Journal -InboxPath $spring.Inbox | Format-List * | Out-String) + [IO.File]::ReadAllText($spring.Journal)
        foreach ($token in $spring.Tokens) { $shown.Contains($token.Token) | Should -BeFalse }
    }

    It 'reports a file that is not a message journal, and continues' {
        [IO.File]::WriteAllText("$TestDrive/none.journal", "Email`nann@example.com`n")
        $summary = Get-MMMessageResult "$TestDrive/none.journal", $spring.Journal -Summary -ErrorAction SilentlyContinue -ErrorVariable failures
        $summary.Subscribers | Should -Be 60
        Get-ErrorId $failures[0] | Should -Be 'MMJournalUnreadable'
        "$failures" | Should -Not -Match 'ann@'
    }
}

Describe 'The events of a message' {
    It 'are read in Meta''s flat format and in its envelope' {
        $rate = @{ Read = 1; Clicked = 1 }
        $spring = Send-Spring $rate -Subscribers 2
        $spring.Events.Kind | Sort-Object -Unique | Should -Be 'Clicked', 'Delivered', 'Echo', 'Read'
        $click = $spring.Events | Where-Object Kind -EQ 'Clicked' | Select-Object -First 1
        $click.CampaignId | Should -Be $spring.Campaign.Id
        $click.TrackingId | Should -BeNullOrEmpty
        $click.Token | Should -BeIn $spring.Tokens.Token
        $read = $spring.Events | Where-Object Kind -EQ 'Read' | Select-Object -First 1
        $read.TrackingId | Should -BeIn $spring.Receipts.TrackingId
        $read.MessageId | Should -BeNullOrEmpty
        ($spring.Events | Out-String) + ($spring.Events | Format-List | Out-String) | Should -Not -Match $click.Token
    }

    It 'of people in a custom audience do not identify them' {
        $port = Get-FreePort
        $sandbox = Connect-Sandbox @{ MatchRate = 1; WebhookField = $fields }
        $audience = New-Audience $sandbox
        New-Customer 100 | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore | Out-Null
        $watch = Start-Watch -Port $port -Parameters @{ AppSecret = $sandbox.AppSecret; InboxPath = "$TestDrive/audience.jsonl" }
        try {
            $sandbox.SendWebhooksTo("http://127.0.0.1:$port/", (Get-VerifyToken))
            Get-MMSubscriptionToken | Select-Object -First 3 | Send-MMMarketingMessage (New-MMMessageCampaign -Name 'Spring' -DailyBudget 500) -Text 'Hi' -JournalPath "$TestDrive/audience.journal" | Out-Null
            Wait-Until { $sandbox.PendingDeliveries -eq 0 }
            (Get-MMMessageResult "$TestDrive/audience.journal" -InboxPath "$TestDrive/audience.jsonl" -Summary).Delivered | Should -Be 3
            $events = @($watch.Output.ReadAll())
            $events | Should -HaveCount 6
            $events.Psid | Where-Object { $_ } | Should -BeNullOrEmpty
        } finally {
            Stop-Watch $watch
        }
    }
}

Describe 'Send-MMMarketingMessage -JournalPath' {
    BeforeEach {
        $sandbox = Connect-Sandbox
        $subscribers = 1..3 | ForEach-Object { $sandbox.SubscribeFromAd() }
        $campaign = New-MMMessageCampaign -Name 'Spring' -DailyBudget 500
        $journal = "$TestDrive/$([guid]::NewGuid()).journal"
        $send = @{ CampaignId = $campaign; Text = 'Spring is here'; JournalPath = $journal }
    }

    AfterEach { Stop-MMSandbox }

    It 'sends each person one message in two runs, and reports it' {
        $subscribers[0..1] | Send-MMMarketingMessage @send | Out-Null
        $receipts = $subscribers | Send-MMMarketingMessage @send -WarningAction SilentlyContinue -WarningVariable warnings
        $receipts.Number | Should -Be 3
        "$warnings" | Should -Be '2 of 3 subscribers already have the message and were skipped.'
        @($sandbox.Requests | Where-Object Path -Like '*/messages') | Should -HaveCount 3
    }

    It 'retries rejected messages' {
        $sandbox.FailNext('2300036 at POST /messages')
        $subscribers | Send-MMMarketingMessage @send -ThrottleLimit 1 -WarningAction Ignore | Out-Null
        ($subscribers | Send-MMMarketingMessage @send -WarningAction Ignore).Status | Should -Be 'Accepted'
        (Get-MMMessageResult $journal -Summary).Sent | Should -Be 3
    }

    It 'skips people who may have the message, unless -RetryUnknown is set' {
        $sandbox.FailNext('DroppedAfterProcessing at POST /messages', 'DroppedBeforeProcessing at POST /messages')
        $subscribers | Send-MMMarketingMessage @send -ThrottleLimit 1 -WarningAction Ignore | Out-Null
        (Get-MMMessageResult $journal -Summary).Unknown | Should -Be 2
        $subscribers | Send-MMMarketingMessage @send -WarningAction SilentlyContinue -WarningVariable warnings | Should -BeNullOrEmpty
        "$warnings" | Should -Match '2 of 3 subscribers may have the message.*-RetryUnknown'
        $again = $subscribers | Send-MMMarketingMessage @send -RetryUnknown -ThrottleLimit 1 -WarningAction Ignore
        $again.Status | Should -Be 'Rejected', 'Accepted'
        $again[0].ErrorId | Should -Be 'MMFrequencyLimited'
    }

    It 'belongs to one message of one campaign' {
        $subscribers[0] | Send-MMMarketingMessage @send | Out-Null
        foreach ($other in @{ Text = 'Summer is here' }, @{ CampaignId = New-MMMessageCampaign -Name 'Summer' -DailyBudget 500 }) {
            $arguments = $send.Clone()
            foreach ($name in $other.Keys) { $arguments[$name] = $other[$name] }
            Get-ErrorId (Get-Failure { $subscribers | Send-MMMarketingMessage @arguments }) | Should -Be 'MMJournalChanged'
        }
    }

    It 'writes nothing with -WhatIf, and uses the existing records' {
        $subscribers | Send-MMMarketingMessage @send -WhatIf
        Test-Path -LiteralPath $journal | Should -BeFalse
        $subscribers[0] | Send-MMMarketingMessage @send | Out-Null
        $before = [IO.File]::ReadAllText($journal)
        $subscribers | Send-MMMarketingMessage @send -WhatIf -WarningAction SilentlyContinue -WarningVariable warnings
        "$warnings" | Should -Match '^1 of 3 subscribers already have the message'
        [IO.File]::ReadAllText($journal) | Should -Be $before
    }

    It 'explains how to continue when the campaign stops the run' {
        $sandbox.FailNext('2300053 at POST /messages')
        $warnings = Get-Warning { try { $subscribers | Send-MMMarketingMessage @send -ThrottleLimit 1 | Out-Null } catch { $script:failure = $_ } }
        Get-ErrorId $script:failure | Should -Be 'MMBudgetExhausted'
        "$warnings" | Should -Match 'same -JournalPath'
        ($subscribers | Send-MMMarketingMessage @send -WarningAction Ignore).Status | Should -Be 'Accepted', 'Accepted', 'Accepted'
    }
}
