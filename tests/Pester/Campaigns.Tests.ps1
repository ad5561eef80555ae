BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
}

AfterAll { Stop-MMSandbox }

Describe 'New-MMMessageCampaign' {
    BeforeAll { $sandbox = Connect-Sandbox }

    It 'makes a campaign with a <Name> budget and says from when it can send' -ForEach @(
        @{ Name = 'daily'; Budget = @{ DailyBudget = 500 }; Daily = 500; Lifetime = $null }
        @{ Name = 'lifetime'; Budget = @{ LifetimeBudget = 90000 }; Daily = $null; Lifetime = 90000 }
    ) {
        $before = [DateTimeOffset]::UtcNow
        $campaign = New-MMMessageCampaign -Name 'Spring' @Budget
        $campaign.Id | Should -Match '^\d+$'
        $campaign.Name | Should -Be 'Spring'
        $campaign.PageId | Should -Be $sandbox.PageId
        $campaign.DailyBudget | Should -Be $Daily
        $campaign.LifetimeBudget | Should -Be $Lifetime
        ($campaign.ReadyFrom - $before).TotalMinutes | Should -BeGreaterOrEqual 60
        ($campaign.ReadyFrom - $before).TotalMinutes | Should -BeLessThan 62
        $sandbox.Requests[-1].Path | Should -Match "/act_$($sandbox.AdAccountId)/message_campaign$"
    }

    It 'refuses <What> before anything is sent' -ForEach @(
        @{ What = 'a blank name'; Arguments = @{ Name = ' '; DailyBudget = 5 }; Says = 'needs a name' }
        @{ What = 'a budget of nothing'; Arguments = @{ Name = 'Spring'; DailyBudget = 0 }; Says = 'less than the minimum allowed range of 1' }
        @{ What = 'two budgets'; Arguments = @{ Name = 'Spring'; DailyBudget = 5; LifetimeBudget = 5 }; Says = 'cannot be used together' }
        @{ What = 'a start in 31 days'; Arguments = @{ Name = 'Spring'; DailyBudget = 5; StartTime = [DateTimeOffset]::UtcNow.AddDays(31) }; Says = 'within 30 days' }
        @{ What = 'an end in the past'; Arguments = @{ Name = 'Spring'; DailyBudget = 5; EndTime = [DateTimeOffset]::UtcNow.AddDays(-1) }; Says = 'not in the past' }
        @{ What = 'a pixel that is no id'; Arguments = @{ Name = 'Spring'; DailyBudget = 5; PixelId = 'mine' }; Says = 'digits only' }
    ) {
        $calls = $sandbox.RequestCount
        "$(Get-Failure { New-MMMessageCampaign @Arguments })" | Should -Match $Says
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'makes nothing with -WhatIf' {
        $calls = $sandbox.RequestCount
        New-MMMessageCampaign -Name 'Spring' -DailyBudget 5 -WhatIf | Should -BeNullOrEmpty
        $sandbox.RequestCount | Should -Be $calls
    }

    It '<Fault> has the id <Id> and says what to do' -ForEach @(
        @{ Fault = '2655'; Id = 'MMTermsNotAccepted'; Advice = 'Marketing Messages terms' }
        @{ Fault = '2300066'; Id = 'MMTermsNotAccepted'; Advice = 'onboarding' }
        @{ Fault = '2300030'; Id = 'MMRegionNotSupported'; Advice = 'region' }
        @{ Fault = '2300011'; Id = 'MMBudgetExhausted'; Advice = 'payment' }
        @{ Fault = '200'; Id = 'MMPermissionDenied'; Advice = 'ads_management' }
        @{ Fault = '190'; Id = 'MMAuthenticationFailed'; Advice = 'Connect-MMAccount' }
    ) {
        $sandbox.FailNext($Fault)
        $failure = Get-Failure { New-MMMessageCampaign -Name 'Spring' -DailyBudget 5 }
        Get-ErrorId $failure | Should -Be $Id
        $failure.TargetObject | Should -Be 'Spring'
        "$failure" | Should -Match $Advice
    }

    It 'makes none twice when the answer was lost, and says that there may be one' {
        $calls = $sandbox.RequestCount
        $sandbox.FailNext('DroppedAfterProcessing')
        "$(Get-Failure { New-MMMessageCampaign -Name 'Lost' -DailyBudget 5 })" | Should -Match 'may still have been carried out'
        $sandbox.RequestCount - $calls | Should -Be 1
    }
}

Describe 'Send-MMMarketingMessage' {
    BeforeEach {
        $sandbox = Connect-Sandbox
        $subscribers = 1..3 | ForEach-Object { $sandbox.SubscribeFromAd() }
        $campaign = New-MMMessageCampaign -Name 'Spring' -DailyBudget 500
        $calls = $sandbox.RequestCount
    }

    AfterEach { Stop-MMSandbox }

    It 'sends to the tokens from the pipeline and gives a receipt for each' {
        $receipts = Get-MMSubscriptionToken | Send-MMMarketingMessage $campaign.Id -Text 'Spring is here'
        $receipts.Status | Should -Be 'Accepted', 'Accepted', 'Accepted'
        $receipts.Number | Sort-Object | Should -Be 1, 2, 3
        $receipts.TrackingId | Select-Object -Unique | Should -HaveCount 3
        $receipts.Token | Sort-Object | Should -Be ($subscribers.Token | Sort-Object)
        @($sandbox.Requests | Where-Object Path -Match "/act_$($sandbox.AdAccountId)/messages$") | Should -HaveCount 3
    }

    It 'takes a template, as a hashtable or as JSON' {
        $template = @{ attachment = @{ type = 'template'; payload = @{ template_type = 'generic'; elements = @(@{ title = 'Spring' }) } } }
        (Send-MMMarketingMessage $campaign.Id -Token $subscribers[0].Token -Message $template).Status | Should -Be 'Accepted'
        (Send-MMMarketingMessage $campaign.Id -Token $subscribers[1].Token -Message ($template | ConvertTo-Json -Depth 6)).Status | Should -Be 'Accepted'
    }

    It 'sends nothing twice to a token in a run, and says so' {
        $said = $subscribers[0], $subscribers[0], $subscribers[1] | Send-MMMarketingMessage $campaign.Id -Text 'Spring is here' -Verbose 4>&1
        @($said | Where-Object { $_ -isnot [Management.Automation.VerboseRecord] }) | Should -HaveCount 2
        "$said" | Should -Match '1 of 3 tokens'
        $sandbox.RequestCount - $calls | Should -Be 2
    }

    It 'sends nothing with -WhatIf' {
        $subscribers | Send-MMMarketingMessage $campaign.Id -Text 'Spring is here' -WhatIf | Should -BeNullOrEmpty
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'refuses <What> before anything is sent' -ForEach @(
        @{ What = 'a text of 641 characters'; Arguments = @{ Text = 'x' * 641 }; Says = '1 to 640 characters' }
        @{ What = 'half a JSON text'; Arguments = @{ Message = '{"text":' }; Says = 'not complete JSON' }
        @{ What = 'a message of nothing'; Arguments = @{ Message = @{ title = 'Spring' } }; Says = 'a text or an attachment' }
    ) {
        $failure = Get-Failure { Send-MMMarketingMessage $campaign.Id -Token 1 @Arguments }
        Get-ErrorId $failure | Should -Be 'MMInvalidArgument'
        "$failure" | Should -Match $Says
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'says when somebody who had a message may have the next, and sends to the others' {
        Send-MMMarketingMessage $campaign.Id -Token $subscribers[1].Token -Text 'Hello' | Out-Null
        $receipts = $subscribers | Send-MMMarketingMessage $campaign.Id -Text 'Spring is here' -ErrorAction SilentlyContinue -ErrorVariable failures | Sort-Object Number
        $receipts.Status | Should -Be 'Accepted', 'Refused', 'Accepted'
        $receipts[1].ErrorId | Should -Be 'MMFrequencyLimited'
        ($receipts[1].NotBefore - $receipts[1].Time).TotalHours | Should -BeGreaterThan 11.9
        ($receipts[1].NotBefore - $receipts[1].Time).TotalHours | Should -BeLessOrEqual 12
        $failures | Should -HaveCount 1
        Get-ErrorId $failures[0] | Should -Be 'MMFrequencyLimited'
        $failures[0].CategoryInfo.Category | Should -Be 'LimitsExceeded'
        $failures[0].TargetObject | Should -Be 'subscriber 2 of the run'
        "$($failures[0])" | Should -Match '12 hours'
        "$($failures[0])" | Should -Not -Match $subscribers[1].Token
    }

    It 'leaves out who talked with the Page within -MinConversationGapSec' {
        $receipt = Send-MMMarketingMessage $campaign.Id -Token $subscribers[0].Token -Text 'Hi' -MinConversationGapSec 86400 -ErrorAction SilentlyContinue
        $receipt.ErrorId | Should -Be 'MMPersonUnavailable'
        $sandbox.ClockOffset = [TimeSpan]::FromHours(25)
        (Send-MMMarketingMessage $campaign.Id -Token $subscribers[0].Token -Text 'Hi' -MinConversationGapSec 86400).Status | Should -Be 'Accepted'
    }

    It '<Fault> is one subscriber''s: <Id>, and the others get theirs' -ForEach @(
        @{ Fault = '2300004'; Id = 'MMSubscriptionTokenInvalid' }
        @{ Fault = '2300034'; Id = 'MMSubscriptionStopped' }
        @{ Fault = '2300036'; Id = 'MMPersonUnavailable' }
        @{ Fault = '2300037'; Id = 'MMSubscriptionTokenInvalid' }
        @{ Fault = '2300042'; Id = 'MMFrequencyLimited' }
        @{ Fault = '1893047'; Id = 'MMPersonUnavailable' }
    ) {
        $sandbox.FailNext($Fault)
        $receipts = $subscribers | Send-MMMarketingMessage $campaign.Id -Text 'Hi' -ThrottleLimit 1 -ErrorAction SilentlyContinue -ErrorVariable failures
        $receipts.Status | Should -Be 'Refused', 'Accepted', 'Accepted'
        $receipts[0].ErrorId | Should -Be $Id
        $failures | Should -HaveCount 1
        Get-ErrorId $failures[0] | Should -Be $Id
    }

    It '<Fault> is the campaign''s: <Id>, and nobody else is tried' -ForEach @(
        @{ Fault = '2300000'; Id = 'MMCampaignInactive' }
        @{ Fault = '2300001'; Id = 'MMNotFound' }
        @{ Fault = '2300012'; Id = 'MMCampaignNotReady' }
        @{ Fault = '2300053'; Id = 'MMBudgetExhausted' }
        @{ Fault = '2300069'; Id = 'MMTermsNotAccepted' }
        @{ Fault = '2655'; Id = 'MMTermsNotAccepted' }
        @{ Fault = '190'; Id = 'MMAuthenticationFailed' }
    ) {
        $sandbox.FailNext($Fault)
        $receipts = @()
        try { $subscribers | Send-MMMarketingMessage $campaign.Id -Text 'Hi' -ThrottleLimit 1 -ErrorAction SilentlyContinue | ForEach-Object { $receipts += $_ } } catch { $failure = $_ }
        Get-ErrorId $failure | Should -Be $Id
        $failure.TargetObject | Should -Be "campaign $($campaign.Id)"
        $receipts.Status | Should -Be 'Refused'
        $sandbox.RequestCount - $calls | Should -Be 1
    }

    It 'says of a lost answer that it is not known, and sends none twice' {
        $sandbox.FailNext('DroppedAfterProcessing')
        $receipt = $subscribers[0] | Send-MMMarketingMessage $campaign.Id -Text 'Hi' -ErrorAction SilentlyContinue
        $receipt.Status | Should -Be 'Unknown'
        $receipt.ErrorId | Should -Be 'MMNoAnswer'
        $sandbox.RequestCount - $calls | Should -Be 1
    }

    It 'ends the run with -ErrorAction Stop, after the receipt' {
        $sandbox.FailNext('2300036')
        $receipts = @()
        { $subscribers | Send-MMMarketingMessage $campaign.Id -Text 'Hi' -ThrottleLimit 1 -ErrorAction Stop | ForEach-Object { $script:receipts = $_ } } | Should -Throw -ErrorId 'MMPersonUnavailable*'
        $script:receipts.Status | Should -Be 'Refused'
        $sandbox.RequestCount - $calls | Should -Be 1
    }

    It 'shows no token' {
        $receipt = $subscribers[0] | Send-MMMarketingMessage $campaign.Id -Text 'Hi'
        $receipt.Token | Should -Be $subscribers[0].Token
        ($receipt | Format-Table | Out-String -Width 400) + ($receipt | Format-List | Out-String) + ('first', $receipt | Out-String) + "$receipt" | Should -Not -Match $receipt.Token
    }
}

Describe 'A campaign that is being set up' {
    AfterEach { Stop-MMSandbox }

    It 'says so, and that -Wait waits' {
        $sandbox = Connect-Sandbox @{ CampaignReadyAfterSec = 3600 }
        $campaign = New-MMMessageCampaign -Name 'Spring' -DailyBudget 500
        $failure = Get-Failure { $sandbox.SubscribeFromAd() | Send-MMMarketingMessage $campaign.Id -Text 'Hi' }
        Get-ErrorId $failure | Should -Be 'MMCampaignNotReady'
        $failure.CategoryInfo.Category | Should -Be 'ResourceBusy'
        "$failure" | Should -Match '-Wait'
        $sandbox.ClockOffset = [TimeSpan]::FromHours(1)
        ($sandbox.SubscribeFromAd() | Send-MMMarketingMessage $campaign.Id -Text 'Hi').Status | Should -Be 'Accepted'
    }

    It 'can be waited for, and Ctrl+C ends the wait within a second' {
        $sandbox = Connect-Sandbox @{ CampaignReadyAfterSec = 3600 }
        $campaign = New-MMMessageCampaign -Name 'Spring' -DailyBudget 500
        $token = $sandbox.SubscribeFromAd().Token
        $calls = $sandbox.RequestCount
        Measure-Stop "Send-MMMarketingMessage $($campaign.Id) -Token $token -Text Hi -Wait -Context `$Context" (Get-MMContext) { $sandbox.RequestCount -gt $calls } | Should -BeLessThan 1000
        $sandbox.RequestCount - $calls | Should -Be 1
    }
}
