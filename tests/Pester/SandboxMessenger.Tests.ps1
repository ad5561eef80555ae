BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-StagedModule

    # What every request in these tests shows.
    $image = 'https://example.com/offers.png'

    # Receives webhooks in a runspace of its own and gives the first events of a sandbox's Page.
    function Start-Watch {
        param([int] $Port, [int] $First, $Secret, $VerifyToken)

        $shell = New-Shell
        [void]$shell.AddScript('param($Port, $First, $Secret, $VerifyToken) Watch-MMWebhook -Port $Port -First $First -TimeoutSec 60 -AppSecret $Secret -VerifyToken $VerifyToken')
        [void]$shell.AddParameters(@{ Port = $Port; First = $First; Secret = $Secret; VerifyToken = $VerifyToken })
        @{ Shell = $shell; Running = $shell.BeginInvoke() }
    }

    function Receive-Watch {
        param([hashtable] $Watch)

        $Watch.Shell.EndInvoke($Watch.Running)
        $Watch.Shell.Dispose()
    }
}

AfterAll { Stop-MMSandbox }

Describe 'Send-MMSandboxMessage' {
    AfterEach { Stop-MMSandbox }

    It 'writes as a new customer each time, and as an existing customer with -Psid' {
        Start-MMSandbox | Out-Null
        $one = Send-MMSandboxMessage -Text 'Hello'
        $two = Send-MMSandboxMessage 'Hello'
        $again = $one | Send-MMSandboxMessage -Text 'Still there?'
        $one.Psid | Should -Match '^[0-9]{16}$'
        $two.Psid | Should -Not -Be $one.Psid
        $again.Psid | Should -Be $one.Psid
    }

    It 'writes to the most recent sandbox, or to the specified one' {
        $first = Start-MMSandbox
        $second = Start-MMSandbox
        $toSecond = Send-MMSandboxMessage -Text 'Hello'
        $toFirst = $first | Send-MMSandboxMessage -Text 'Hello'
        $first | Connect-MMAccount
        Get-ErrorId (Get-Failure { Send-MMOptInRequest -Psid $toSecond.Psid -Title 'Offers' -ImageUrl $image }) | Should -Not -BeNullOrEmpty
        Send-MMOptInRequest -Psid $toFirst.Psid -Title 'Offers' -ImageUrl $image | Out-Null
        $first.OptInRequests | Should -HaveCount 1
        $second.OptInRequests | Should -HaveCount 0
    }

    It 'reports when no sandbox runs' {
        $failure = Get-Failure { Send-MMSandboxMessage -Text 'Hello' }
        Get-ErrorId $failure | Should -Be 'MMSandboxNotRunning'
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'reports when the specified sandbox has been stopped' {
        $sandbox = Start-MMSandbox
        Stop-MMSandbox $sandbox
        Get-ErrorId (Get-Failure { Send-MMSandboxMessage -Sandbox $sandbox -Text 'Hello' }) | Should -Be 'MMSandboxNotRunning'
    }

    It 'refuses an invalid ID without repeating it' {
        Start-MMSandbox | Out-Null
        $failure = Get-Failure { Send-MMSandboxMessage -Text 'Hello' -Psid 'somebody-7' }
        Get-ErrorId $failure | Should -Be 'MMInvalidArgument'
        "$failure" | Should -Not -Match 'somebody'
    }

    It 'writes nothing with -WhatIf' {
        Start-MMSandbox | Out-Null
        Send-MMSandboxMessage -Text 'Hello' -WhatIf | Should -BeNullOrEmpty
    }

    It 'shows no Page-scoped ID' {
        Start-MMSandbox | Out-Null
        $message = Send-MMSandboxMessage -Text 'Hello'
        $shown = ($message | Format-Table | Out-String) + ($message | Format-List | Out-String) + ($message | Out-String) + "$message"
        $shown | Should -Not -Match $message.Psid
    }
}

Describe 'Approve-MMSandboxOptIn' {
    BeforeEach {
        $sandbox = Connect-Sandbox
        $psid = (Send-MMSandboxMessage -Text 'Hello').Psid
        Send-MMOptInRequest -Psid $psid -Title 'Offers' -ImageUrl $image -Payload 'spring' | Out-Null
    }

    AfterEach { Stop-MMSandbox }

    It 'creates a subscriber' {
        $answered = Approve-MMSandboxOptIn
        $answered.Answer | Should -Be 'Approved'
        $answered.Payload | Should -Be 'spring'
        $token = Get-MMSubscriptionToken
        $token.RecipientId | Should -Be $psid
        $token.Title | Should -Be 'Offers'
    }

    It 'creates no subscriber with -Decline' {
        (Approve-MMSandboxOptIn -Decline).Answer | Should -Be 'Declined'
        Get-MMSubscriptionToken | Should -BeNullOrEmpty
        $sandbox.OptInRequests[0].Answer | Should -Be 'Declined'
    }

    It 'answers the requests of one customer, or of one topic' {
        $other = (Send-MMSandboxMessage -Text 'Hello').Psid
        $other, $psid | ForEach-Object { Send-MMOptInRequest -Psid $_ -Title 'Events' -ImageUrl $image } | Out-Null
        (Approve-MMSandboxOptIn -Psid $other).Title | Should -Be 'Events'
        (Approve-MMSandboxOptIn -Title 'Offers').Psid | Should -Be $psid
        $sandbox.OptInRequests.Answer | Should -Be 'Approved', 'Approved', 'Pending'
    }

    It 'stops a subscription with -Decline, and resumes it without -Decline' {
        Approve-MMSandboxOptIn | Out-Null
        (Approve-MMSandboxOptIn -Psid $psid -Decline).Answer | Should -Be 'Stopped'
        (Approve-MMSandboxOptIn -Psid $psid).Answer | Should -Be 'Approved'
    }

    It 'writes an error when there is nothing to answer, and continues' {
        Approve-MMSandboxOptIn | Out-Null
        $failure = Get-Failure { Approve-MMSandboxOptIn }
        Get-ErrorId $failure | Should -Be 'MMOptInRequestNotFound'
        $failure.TargetObject | Should -BeNullOrEmpty
        Approve-MMSandboxOptIn -ErrorAction SilentlyContinue
    }

    It 'answers nothing with -WhatIf' {
        Approve-MMSandboxOptIn -WhatIf
        $sandbox.OptInRequests[0].Answer | Should -Be 'Pending'
    }

    It 'shows no Page-scoped ID' {
        $answered = Approve-MMSandboxOptIn
        $shown = ($answered | Format-Table | Out-String) + ($answered | Format-List | Out-String) + "$answered" + ($sandbox | Format-List * | Out-String)
        $shown | Should -Not -Match $psid
    }
}

Describe 'A sandbox with webhooks' {
    AfterEach { Stop-MMSandbox }

    It 'guides a customer from a message to a token' {
        $port = Get-FreePort
        $verifyToken = ConvertTo-Secret 'meet-me'
        $sandbox = Connect-Sandbox @{ WebhookUri = "http://127.0.0.1:$port/"; VerifyToken = $verifyToken; MatchRate = 1 }
        $watch = Start-Watch -Port $port -First 3 -Secret $sandbox.AppSecret -VerifyToken $verifyToken
        Register-MMWebhook
        (Get-MMWebhookSubscription).AppId | Should -Be $sandbox.AppId

        $audience = New-Audience $sandbox
        New-Customer -Count 100 | Add-MMAudienceUser -AudienceId $audience.Id | Out-Null
        Send-MMSandboxMessage -Text 'Hello' | Send-MMOptInRequest -Title 'Offers' -ImageUrl $image | Out-Null
        Approve-MMSandboxOptIn | Out-Null
        $events = Receive-Watch $watch

        $events.Kind | Should -Be 'UploadStatus', 'Message', 'OptIn'
        $events[0].AudienceId | Should -Be $audience.Id
        $events[0].NumRows | Should -Be 100
        $events[2].Token | Should -BeIn (Get-MMSubscriptionToken).Token
        Get-MMSubscriptionToken -AudienceId $audience.Id | Should -HaveCount 100
        $sandbox.Deliveries.Field | Should -Be 'verification', 'marketing_messages_subscriber_upload_status', 'messages', 'messaging_optins'
        $sandbox.Deliveries.IsDelivered | Should -Not -Contain $false
        (Get-MMSandbox).WebhookUri | Should -Be "http://127.0.0.1:$port/"
    }

    It 'generates a verify token, and subscribes to -WebhookField' {
        $port = Get-FreePort
        $sandbox = Connect-Sandbox @{ WebhookUri = "http://127.0.0.1:$port/"; WebhookField = 'messages'; DuplicateDelivery = 2 }
        $watch = Start-Watch -Port $port -First 2 -Secret $sandbox.AppSecret -VerifyToken $sandbox.VerifyToken
        Send-MMSandboxMessage -Text 'One' | Out-Null
        Send-MMSandboxMessage -Text 'Two' | Out-Null
        (Receive-Watch $watch).Text | Should -Be 'One', 'Two'
        $sandbox.WebhookFields | Should -Be 'messages'
    }

    It 'delivers only to loopback' {
        Get-ErrorId (Get-Failure { Start-MMSandbox -WebhookUri 'https://example.com/hook' }) | Should -Be 'MMInvalidArgument'
        Get-MMSandbox | Should -BeNullOrEmpty
    }

    It 'accepts a verify token only as a secure string' {
        $failure = Get-Failure { Start-MMSandbox -WebhookUri 'http://127.0.0.1:1/' -VerifyToken 'plain-text' }
        "$failure" | Should -Not -Match 'plain-text'
        Get-MMSandbox | Should -BeNullOrEmpty
    }

    It 'names unknown webhook fields' {
        $failure = Get-Failure { Start-MMSandbox -WebhookField 'messaging_optin' }
        Get-ErrorId $failure | Should -Be 'MMInvalidArgument'
        "$failure" | Should -Match 'messaging_optin'
    }
}

Describe 'A sandbox whose clock is set forward' {
    AfterEach { Stop-MMSandbox }

    It 'closes the window of 24 hours' {
        $sandbox = Connect-Sandbox
        $message = Send-MMSandboxMessage -Text 'Hello'
        $sandbox.ClockOffset = [TimeSpan]::FromHours(24)
        Get-ErrorId (Get-Failure { $message | Send-MMOptInRequest -Title 'Offers' -ImageUrl $image }) | Should -Be 'MMOutsideWindow'
    }

    It 'allows the next message to a subscriber after 12 hours' {
        $sandbox = Connect-Sandbox
        Send-MMSandboxMessage -Text 'Hello' | Send-MMOptInRequest -Title 'Offers' -ImageUrl $image | Out-Null
        Approve-MMSandboxOptIn | Out-Null
        $campaign = New-MMMessageCampaign -Name 'Spring' -DailyBudget 500
        $send = { Get-MMSubscriptionToken | Send-MMMarketingMessage -CampaignId $campaign.Id -Text 'Spring is here' -ErrorAction SilentlyContinue }
        $first = & $send
        $soon = & $send
        $sandbox.ClockOffset = [TimeSpan]::FromHours(12.1)
        $later = & $send
        $first.TrackingId | Should -Not -BeNullOrEmpty
        $soon.TrackingId | Should -BeNullOrEmpty
        $later.TrackingId | Should -Not -BeNullOrEmpty
    }
}

Describe 'A sandbox with ads' {
    AfterEach { Stop-MMSandbox }

    It 'keeps a Click-to-Messenger ad and shows the people who came from it' {
        $sandbox = Connect-Sandbox
        $ad = New-MMClickToMessengerAd -Name 'Spring' -Message 'Spring is here' -ImageUrl $image -DailyBudget 500 -Country US
        $sandbox.AdObjects.Kind | Should -Be 'Ad', 'Creative', 'AdSet', 'Campaign'
        $sandbox.AdObjects.Status | Should -Be 'PAUSED', 'ACTIVE', 'PAUSED', 'PAUSED'
        $sandbox.AdObjects[0].Id | Should -Be $ad.AdId
        $came = $sandbox.SubscribeFromAd()
        (Get-MMSubscriptionToken -OptInSource ClickToMessenger).Token | Should -Be $came.Token
        "$came" | Should -Not -Match "$($came.Token)|$($came.Psid)"
    }
}
