# One customer's way from a comment to a click, as a business goes it with this module, played by a sandbox.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-StagedModule

    $port = Get-FreePort
    $inbox = "$TestDrive/inbox.jsonl"
    $sandbox = Connect-Sandbox @{ MessageRate = @{ Read = 1; Clicked = 1 } }
    $watch = Start-Watch -Port $port -Parameters @{ AppSecret = $sandbox.AppSecret; InboxPath = $inbox }
    $sandbox.SendWebhooksTo("http://127.0.0.1:$port/", (Get-VerifyToken))
    Register-MMWebhook
    $received = [Collections.Generic.List[object]]::new()

    # The latest event of a kind, once it has arrived.
    function Receive-Event([string] $Kind) {
        Wait-Until {
            foreach ($item in $watch.Output.ReadAll()) { $received.Add($item) }
            @($received | Where-Object Kind -EQ $Kind).Count -gt 0
        }
        $received | Where-Object Kind -EQ $Kind | Select-Object -Last 1
    }
}

AfterAll {
    Stop-Watch $watch
    Stop-MMSandbox
}

Describe 'From a comment to a click' {
    It 'begins with a comment under a post, which allows one private reply and no opt-in request' {
        Send-MMSandboxEvent -Comment 'How much is it?' | Out-Null
        $comment = Receive-Event Comment
        $comment.OpensWindow | Should -BeFalse
        ($comment | Send-MMPrivateReply -Text 'Five dollars. May we send you our offers?').MessageId | Should -Not -BeNullOrEmpty
        Get-ErrorId (Get-Failure { $comment | Send-MMPrivateReply -Text 'Are you there?' }) | Should -Be 'MMAlreadyReplied'
    }

    It 'continues with the response, which opens the 24-hour window' {
        $reply = Send-MMSandboxEvent -Comment 'And in blue?' | Send-MMPrivateReply -Text 'Also five dollars.'
        Send-MMSandboxMessage -Text 'Yes, please' -Psid $reply.Psid | Out-Null
        $answer = Receive-Event Message
        $answer.OpensWindow | Should -BeTrue
        $answer.Psid | Should -Be $reply.Psid
    }

    It 'asks the person who answered, and the person allows messages' {
        $request = Receive-Event Message | Send-MMOptInRequest -Title 'Weekly offers' -ImageUrl 'https://example.com/o.png'
        $request.MessageId | Should -Not -BeNullOrEmpty
        Approve-MMSandboxOptIn -Psid $request.Psid | Out-Null
        (Receive-Event OptIn).Title | Should -Be 'Weekly offers'
        Get-MMSubscriptionToken | ForEach-Object Title | Should -Be 'Weekly offers'
    }

    It 'estimates the cost, and creates a campaign' {
        $estimate = Get-MMMessageEstimate
        $estimate.DeliveryUpperBound | Should -Be 1
        $campaign = New-MMMessageCampaign -Name 'Spring' -DailyBudget (100 * $estimate.CostUpperBound)
        (Get-MMMessageCampaign Spring).Id | Should -Be $campaign.Id
    }

    It 'sends the message to each subscriber only once' {
        foreach ($run in 1, 2) {
            $receipts = @(Get-MMSubscriptionToken | Send-MMMarketingMessage Spring -Text 'Spring is here.' -JournalPath "$TestDrive/spring.journal" -WarningAction Ignore)
            $receipts | Should -HaveCount (2 - $run)
        }
    }

    It 'receives the events of the delivery, the read, and the click' {
        foreach ($kind in 'Echo', 'Delivered', 'Read', 'Clicked') { (Receive-Event $kind).CampaignId | Should -Be (Get-MMMessageCampaign Spring).Id }
    }

    It 'reports the results of the message, and Meta has the same numbers' {
        Wait-Until { $sandbox.PendingDeliveries -eq 0 }
        $result = Get-MMMessageResult "$TestDrive/spring.journal" -InboxPath $inbox
        $result.Status | Should -Be 'Clicked'
        $summary = Get-MMMessageResult "$TestDrive/spring.journal" -InboxPath $inbox -Summary
        "$summary" | Should -Be '1 sent, 1 delivered, 1 read, 1 clicked, 0 failed, 0 rejected'
        $insight = Get-MMMessageCampaign | Get-MMMessageInsight
        "$($insight.Delivered) $($insight.ReadRate) $($insight.Clicks) $($insight.Spend)" | Should -Be '1 100 1 0.02'
    }

    It 'ends with a report that shows the list, the doors, the message and the click' {
        $audience = New-MMCustomAudience -Name 'Spring list' -Description 'CRM export'
        New-Customer 120 | Add-MMAudienceUser -AudienceId $audience.Id -JournalPath "$TestDrive/list.journal" -WarningAction Ignore | Out-Null
        Get-MMMessageCampaign | Get-MMMessageInsight | Export-MMUploadReport "$TestDrive/report.html" -JournalPath "$TestDrive/*.journal" -InboxPath $inbox
        $html = [IO.File]::ReadAllText("$TestDrive/report.html")
        $text = ($html -replace '<style.*?</style>' -replace '<[^>]+>', ' ') -replace '\s+', ' '
        $text | Should -Match 'Rows accepted 120 .*Subscribed 1 Messages sent 1 Delivered 1 Read 1 Clicked 1 Spend 0\.02'
        $text | Should -Match 'Audience Spring list Id '
        $text | Should -Match 'Door People Subscribers Share Message 1 1 100% Comment '
        $text | Should -Match 'Spring \S+ \S+ 1 1 1 1 0 0 0'
        $html | Should -Not -Match 'Yes, please|Five dollars|Spring is here'
        Get-MMSubscriptionToken | ForEach-Object { $html | Should -Not -Match ([regex]::Escape($_.Token)) }
    }
}
