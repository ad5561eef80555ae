BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
}

AfterAll { Stop-MMSandbox }

Describe 'New-MMMessageCampaign' {
    BeforeAll { $sandbox = Connect-Sandbox }

    It 'creates a campaign with a <Name> budget and reports when it can send' -ForEach @(
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

    It 'creates nothing with -WhatIf' {
        $calls = $sandbox.RequestCount
        New-MMMessageCampaign -Name 'Spring' -DailyBudget 5 -WhatIf | Should -BeNullOrEmpty
        $sandbox.RequestCount | Should -Be $calls
    }

    It '<Fault> has the ID <Id> and advice' -ForEach @(
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

    It 'does not repeat a lost request, and reports that the campaign may exist' {
        $calls = $sandbox.RequestCount
        $sandbox.FailNext('DroppedAfterProcessing')
        "$(Get-Failure { New-MMMessageCampaign -Name 'Lost' -DailyBudget 5 })" | Should -Match 'may still have been processed'
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

    It 'sends to the tokens from the pipeline and returns a receipt for each' {
        $receipts = Get-MMSubscriptionToken | Send-MMMarketingMessage $campaign.Id -Text 'Spring is here'
        $receipts.Status | Should -Be 'Accepted', 'Accepted', 'Accepted'
        $receipts.Number | Sort-Object | Should -Be 1, 2, 3
        $receipts.TrackingId | Select-Object -Unique | Should -HaveCount 3
        $receipts.Token | Sort-Object | Should -Be ($subscribers.Token | Sort-Object)
        @($sandbox.Requests | Where-Object Path -Match "/act_$($sandbox.AdAccountId)/messages$") | Should -HaveCount 3
    }

    It 'accepts a template as a hashtable or as JSON' {
        $template = @{ attachment = @{ type = 'template'; payload = @{ template_type = 'generic'; elements = @(@{ title = 'Spring' }) } } }
        (Send-MMMarketingMessage $campaign.Id -Token $subscribers[0].Token -Message $template).Status | Should -Be 'Accepted'
        (Send-MMMarketingMessage $campaign.Id -Token $subscribers[1].Token -Message ($template | ConvertTo-Json -Depth 6)).Status | Should -Be 'Accepted'
    }

    It 'sends once to each token in a run, and reports repeated tokens' {
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

    It 'reports when a person can get the next message, and sends to the others' {
        Send-MMMarketingMessage $campaign.Id -Token $subscribers[1].Token -Text 'Hello' | Out-Null
        $receipts = $subscribers | Send-MMMarketingMessage $campaign.Id -Text 'Spring is here' -WarningAction SilentlyContinue -WarningVariable warnings -ErrorVariable failures | Sort-Object Number
        $receipts.Status | Should -Be 'Accepted', 'Rejected', 'Accepted'
        $receipts[1].ErrorId | Should -Be 'MMFrequencyLimited'
        ($receipts[1].NotBefore - $receipts[1].Time).TotalHours | Should -BeGreaterThan 11.9
        ($receipts[1].NotBefore - $receipts[1].Time).TotalHours | Should -BeLessOrEqual 12
        $failures | Should -BeNullOrEmpty
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike '1 of 3 messages were not accepted. 1 MMFrequencyLimited:*12 hours*'
        "$warnings" | Should -Not -Match $subscribers[1].Token
    }

    It 'counts rejections by reason in one warning' {
        $sandbox.FailNext('2300042 at POST /messages', '2300036 at POST /messages', '2300042 at POST /messages')
        $more = 1..3 | ForEach-Object { $sandbox.SubscribeFromAd() }
        $receipts = @($subscribers) + @($more) | Send-MMMarketingMessage $campaign.Id -Text 'Hi' -ThrottleLimit 1 -WarningAction SilentlyContinue -WarningVariable warnings
        @($receipts | Where-Object Status -EQ 'Rejected') | Should -HaveCount 3
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike '3 of 6 messages were not accepted. 2 MMFrequencyLimited: * 1 MMPersonUnavailable: *'
    }

    It 'skips people who talked with the Page within -MinConversationGapSec' {
        $receipt = Send-MMMarketingMessage $campaign.Id -Token $subscribers[0].Token -Text 'Hi' -MinConversationGapSec 86400 -WarningAction Ignore
        $receipt.ErrorId | Should -Be 'MMPersonUnavailable'
        $sandbox.ClockOffset = [TimeSpan]::FromHours(25)
        (Send-MMMarketingMessage $campaign.Id -Token $subscribers[0].Token -Text 'Hi' -MinConversationGapSec 86400).Status | Should -Be 'Accepted'
    }

    It '<Fault> affects one subscriber, with <Id>, and the others get the message' -ForEach @(
        @{ Fault = '2300004'; Id = 'MMSubscriptionTokenInvalid' }
        @{ Fault = '2300034'; Id = 'MMSubscriptionStopped' }
        @{ Fault = '2300036'; Id = 'MMPersonUnavailable' }
        @{ Fault = '2300037'; Id = 'MMSubscriptionTokenInvalid' }
        @{ Fault = '2300042'; Id = 'MMFrequencyLimited' }
        @{ Fault = '1893047'; Id = 'MMPersonUnavailable' }
    ) {
        $sandbox.FailNext($Fault)
        $receipts = $subscribers | Send-MMMarketingMessage $campaign.Id -Text 'Hi' -ThrottleLimit 1 -WarningAction SilentlyContinue -WarningVariable warnings
        $receipts.Status | Should -Be 'Rejected', 'Accepted', 'Accepted'
        $receipts[0].ErrorId | Should -Be $Id
        "$warnings" | Should -BeLike "*1 $Id*"
    }

    It '<Fault> affects the campaign, with <Id>, and stops the run' -ForEach @(
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
        $receipts.Status | Should -Be 'Rejected'
        $sandbox.RequestCount - $calls | Should -Be 1
    }

    It 'reports a lost response as Unknown, and does not repeat it' {
        $sandbox.FailNext('DroppedAfterProcessing')
        $receipt = $subscribers[0] | Send-MMMarketingMessage $campaign.Id -Text 'Hi' -WarningAction SilentlyContinue -WarningVariable warnings
        "$warnings" | Should -Be '1 of 1 messages had no response, so they may have been sent.'
        $receipt.Status | Should -Be 'Unknown'
        $receipt.ErrorId | Should -Be 'MMNoAnswer'
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

    It 'is reported, with a hint at -Wait' {
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

Describe 'Get-MMMessageCampaign' {
    BeforeAll {
        $sandbox = Connect-Sandbox
        $ready = New-MMMessageCampaign -Name 'Spring sale' -DailyBudget 500
        $later = New-MMMessageCampaign -Name 'Summer sale' -LifetimeBudget 90000 -StartTime ([DateTimeOffset]::UtcNow.AddDays(2)) -EndTime ([DateTimeOffset]::UtcNow.AddDays(9))
        New-MMClickToMessengerAd -Name 'Not a message' -DailyBudget 500 -Country US -Message 'Hi' -ImageHash 'abc' -WarningAction Ignore -ErrorAction SilentlyContinue | Out-Null
        $sandbox | Connect-MMAccount
    }

    It 'lists the campaigns of the account, newest first' {
        $campaigns = Get-MMMessageCampaign
        $campaigns.Id | Should -Be $later.Id, $ready.Id
        $campaigns[0].Name | Should -Be 'Summer sale'
        $campaigns[0].LifetimeBudget | Should -Be 90000
        $campaigns[0].State | Should -Be 'Scheduled'
        $campaigns[1].DailyBudget | Should -Be 500
        $campaigns[1].PageId | Should -Be $sandbox.PageId
        $campaigns[1].Status | Should -Be 'ACTIVE'
        $campaigns[1].State | Should -Be 'Preparing'
    }

    It 'reads all pages' {
        $many = Connect-Sandbox
        1..105 | ForEach-Object { New-MMMessageCampaign -Name "Campaign $_" -DailyBudget 500 | Out-Null }
        @(Get-MMMessageCampaign).Count | Should -Be 105
        @($many.Requests | Where-Object Path -Match '/ads$') | Should -HaveCount 2
        Stop-MMSandbox -Sandbox $many
        $sandbox | Connect-MMAccount
    }

    It 'finds campaigns by <What>' -ForEach @(
        @{ What = 'a wildcard'; Get = { Get-MMMessageCampaign '*sale' }; Count = 2 }
        @{ What = 'a name in other letters'; Get = { Get-MMMessageCampaign 'spring SALE' }; Count = 1 }
        @{ What = 'an id'; Get = { Get-MMMessageCampaign -Id $ready.Id }; Count = 1 }
        @{ What = 'an object'; Get = { $ready | Get-MMMessageCampaign }; Count = 1 }
        @{ What = 'an exact name as id'; Get = { Get-MMMessageCampaign -Id 'Summer sale' }; Count = 1 }
    ) {
        @(& $Get) | Should -HaveCount $Count
    }

    It 'reports a name that does not exist' {
        $failure = Get-Failure { Get-MMMessageCampaign 'Winter' }
        Get-ErrorId $failure | Should -Be 'MMCampaignNotFound'
        "$failure" | Should -BeLike "*'Winter'*"
    }

    It 'shows id, name, state and budget in 80 columns' {
        $lines = (Get-MMMessageCampaign | Format-Table | Out-String -Width 80) -split "`n"
        ($lines | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessOrEqual 80
        "$lines" | Should -Match 'State'
        "$lines" | Should -Match 'Scheduled'
        "$lines" | Should -Match '90,000'
    }
}

Describe 'A campaign of an earlier session' {
    It 'is found by its exact name everywhere' {
        $sandbox = Connect-Sandbox
        $campaign = New-MMMessageCampaign -Name 'Spring' -DailyBudget 500
        $subscriber = $sandbox.SubscribeFromAd()
        $shell = New-Shell (Get-MMContext)
        try {
            $shell.Runspace.SessionStateProxy.SetVariable('Token', $subscriber.Token)
            $results = $shell.AddScript(@'
(Send-MMMarketingMessage Spring -Token $Token -Text Hi -Context $Context).Status
(Get-MMMessageInsight spring -Context $Context).Delivered
(Set-MMMessageCampaign Spring -Status Paused -PassThru -Context $Context).State
Remove-MMMessageCampaign Spring -Confirm:$false -Context $Context
'@).Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $results | Should -Be 'Accepted', 1, 'Paused'
        } finally {
            $shell.Runspace.Dispose()
            $shell.Dispose()
        }

        Get-MMMessageCampaign | Should -BeNullOrEmpty
    }
}

Describe 'Set-MMMessageCampaign' {
    BeforeEach {
        $sandbox = Connect-Sandbox
        $campaign = New-MMMessageCampaign -Name 'Spring' -DailyBudget 500
        $token = $sandbox.SubscribeFromAd().Token
    }

    AfterEach { Stop-MMSandbox }

    It 'pauses and resumes' {
        $campaign | Set-MMMessageCampaign -Status Paused | Should -BeNullOrEmpty
        (Get-MMMessageCampaign).State | Should -Be 'Paused'
        Get-ErrorId (Get-Failure { Send-MMMarketingMessage $campaign -Token $token -Text 'Hi' }) | Should -Be 'MMCampaignInactive'
        (Set-MMMessageCampaign $campaign -Status Active -PassThru).Status | Should -Be 'ACTIVE'
        (Send-MMMarketingMessage $campaign -Token $token -Text 'Hi').Status | Should -Be 'Accepted'
    }

    It 'changes the budget' {
        (Set-MMMessageCampaign $campaign -DailyBudget 900 -PassThru).DailyBudget | Should -Be 900
        $changed = Set-MMMessageCampaign $campaign -LifetimeBudget 40000 -Status Paused -PassThru
        $changed.LifetimeBudget | Should -Be 40000
        $changed.State | Should -Be 'Paused'
    }

    It 'changes nothing with -WhatIf, and reports the changes' {
        $calls = $sandbox.RequestCount
        Set-MMMessageCampaign $campaign -Status Paused -DailyBudget 900 -WhatIf | Should -BeNullOrEmpty
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'no change'; Arguments = @{}; Id = 'MMInvalidArgument' }
        @{ What = 'a budget of nothing'; Arguments = @{ DailyBudget = 0 }; Id = 'ParameterArgumentValidationError' }
        @{ What = 'two budgets'; Arguments = @{ DailyBudget = 1; LifetimeBudget = 1 }; Id = 'MMParameterConflict' }
        @{ What = 'another status'; Arguments = @{ Status = 'Stopped' }; Id = 'ParameterArgumentValidationError' }
    ) {
        Get-ErrorId (Get-Failure { Set-MMMessageCampaign $campaign @Arguments }) | Should -Be $Id
    }

    It 'continues with the next campaign if an ID does not exist' {
        $set = '999', $campaign.Id | Set-MMMessageCampaign -Status Paused -PassThru -ErrorAction SilentlyContinue -ErrorVariable failures
        $set.State | Should -Be 'Paused'
        Get-ErrorId $failures[0] | Should -Be 'MMNotFound'
    }
}

Describe 'Remove-MMMessageCampaign' {
    It 'prompts, and deletes only by the exact name' {
        Connect-Sandbox | Out-Null
        New-MMMessageCampaign -Name 'Spring' -DailyBudget 500 | Out-Null
        (Get-Command Remove-MMMessageCampaign).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $true).ConfirmImpact | Should -Be 'High'
        Get-ErrorId (Get-Failure { Remove-MMMessageCampaign 'spring' -Confirm:$false }) | Should -Be 'MMCampaignNotFound'
        @(Get-MMMessageCampaign) | Should -HaveCount 1
        Get-MMMessageCampaign | Remove-MMMessageCampaign -WhatIf
        @(Get-MMMessageCampaign) | Should -HaveCount 1
        Get-MMMessageCampaign | Remove-MMMessageCampaign -Confirm:$false | Should -BeNullOrEmpty
        Get-MMMessageCampaign | Should -BeNullOrEmpty
    }
}

Describe 'Get-MMMessageInsight' {
    BeforeAll {
        $sandbox = Connect-Sandbox @{ MessageRate = @{ Read = 1; Clicked = 1 } }
        $campaign = New-MMMessageCampaign -Name 'Spring' -DailyBudget 500
        New-MMMessageCampaign -Name 'Unused' -DailyBudget 500 | Out-Null
        1..4 | ForEach-Object { $sandbox.SubscribeFromAd() } | Send-MMMarketingMessage $campaign -Text 'Hi' | Out-Null
        $insights = Get-MMMessageCampaign | Get-MMMessageInsight
    }

    It 'returns the numbers with the name of the campaign' {
        $spring = $insights | Where-Object CampaignName -EQ 'Spring'
        $spring.CampaignId | Should -Be $campaign.Id
        $spring.Delivered | Should -Be 4
        $spring.ReadRate | Should -Be 100
        $spring.Clicks | Should -Be 4
        $spring.ClickRate | Should -Be 100
        $spring.Spend | Should -Be 0.08
        $spring.CostPerDelivery | Should -Be 0.02
        $spring.CostPerClick | Should -Be 0.02
        $spring.Spend | Should -BeOfType decimal
        $spring.Since.Date | Should -Be ([DateTime]::UtcNow.Date)
    }

    It 'returns nothing for a campaign without messages' {
        $unused = $insights | Where-Object CampaignName -EQ 'Unused'
        $unused.Delivered | Should -Be 0
        $unused.Spend | Should -BeNullOrEmpty
    }

    It 'returns the requested days' {
        (Get-MMMessageInsight $campaign -Until ([DateTime]::UtcNow.AddDays(-1))).Delivered | Should -Be 0
        (Get-MMMessageInsight $campaign -Since ([DateTime]::UtcNow.AddDays(-1))).Delivered | Should -Be 4
        Get-ErrorId (Get-Failure { Get-MMMessageInsight $campaign -Since '2026-05-02' -Until '2026-05-01' }) | Should -Be 'MMInvalidArgument'
    }

    It 'shows the important properties in 80 columns' {
        $lines = ($insights | Out-String -Width 80) -split "`n"
        ($lines | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessOrEqual 80
        "$lines" | Should -Match '100\.0%'
    }
}

Describe 'Get-MMMessageEstimate' {
    BeforeAll {
        $sandbox = Connect-Sandbox
        1..50 | ForEach-Object { $sandbox.SubscribeFromAd() | Out-Null }
    }

    It 'covers all subscribers without a budget' {
        $estimate = Get-MMMessageEstimate
        "$estimate" | Should -Be '45 to 50 messages, cost 90 to 100'
        $estimate.DailyBudget | Should -BeNullOrEmpty
    }

    It 'is limited by <What>' -ForEach @(
        @{ What = 'a daily budget'; Arguments = @{ DailyBudget = 40 }; Most = 20 }
        @{ What = 'a daily budget for two days'; Arguments = @{ DailyBudget = 40; Days = 2 }; Most = 40 }
        @{ What = 'a lifetime budget'; Arguments = @{ LifetimeBudget = 60 }; Most = 30 }
        @{ What = 'more than enough'; Arguments = @{ LifetimeBudget = 60000 }; Most = 50 }
    ) {
        (Get-MMMessageEstimate @Arguments).DeliveryUpperBound | Should -Be $Most
    }
}
