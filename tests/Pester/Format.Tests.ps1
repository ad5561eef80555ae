# Runs in its own process: it reads streams and the console.
BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $sandbox = Connect-Sandbox
    $audience = New-Audience $sandbox
    $receipt = New-Customer 3 | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore
    $secrets = $sandbox.AccessToken, $sandbox.PageAccessToken, $sandbox.AppSecret | ForEach-Object { ConvertFrom-Secret $_ }

    # The first line that is not blank, its words parted by one space.
    function Get-Heading {
        param($InputObject)
        (($InputObject | Out-String -Width 200) -split "`r?`n" | Where-Object { $_.Trim() } | Select-Object -First 1).Trim() -replace '\s+', ' '
    }
}

AfterAll { Stop-MMSandbox }

Describe 'A table' {
    It 'shows a receipt' { Get-Heading $receipt | Should -Match '^Batch Rows Rejected Received Invalid Status' }
    It 'shows the batches of a sync, of which a removal has no row numbers' {
        $list = "$TestDrive/list.csv"
        $sync = @{ AudienceId = New-Audience $sandbox 'Synced'; Path = $list; StatePath = "$TestDrive/list.state"; InformationAction = 'Ignore' }
        Set-Content -LiteralPath $list -Value (@('Email') + (1..10 | ForEach-Object { "person$_@example.com" }))
        (Sync-MMAudienceUser @sync | Select-Object -First 1 | Format-List | Out-String) | Should -Match 'Rows\s+: 10 of rows 1 to 10\r?\n'
        Set-Content -LiteralPath $list -Value (@('Email') + (1..9 | ForEach-Object { "person$_@example.com" }))
        (Sync-MMAudienceUser @sync | Select-Object -First 1 | Format-List | Out-String) | Should -Match 'Rows\s+: 1\r?\n'
    }

    It 'shows the status of a batch' { Get-Heading ($receipt | Wait-MMAudienceUpload -WarningAction Ignore -InformationAction Ignore) | Should -Be 'AudienceId Batch Rows Status Matched People' }
    It 'shows an audience' { Get-Heading (Get-MMAudience) | Should -Match '^Id Name AtLeast AtMost Status' }
    It 'shows a context' { Get-Heading (Get-MMContext) | Should -Be 'AdAccountId PageId ApiVersion BaseUri' }
    It 'shows the checks of a context' { Get-Heading (Test-MMContext) | Should -Be 'Check Status Meaning Action' }
    It 'shows a sandbox' { Get-Heading $sandbox | Should -Be 'BaseUri AdAccountId PageId Requests Active' }
}

Describe 'In 80 columns' {
    BeforeAll {
        $long = New-MMCustomAudience -Name 'Newsletter subscribers of the spring campaign 2026' -Description 'CRM export'
        New-Customer 120 | Add-MMAudienceUser -AudienceId $long.Id -JournalPath "$TestDrive/long.jsonl" -WarningAction Ignore | Out-Null
        $message = Send-MMSandboxMessage -Text 'Hello'
        $request = $message | Send-MMOptInRequest -Title 'Weekly offers from our shop' -ImageUrl 'https://example.com/offers.png'
        Approve-MMSandboxOptIn -Psid $message.Psid | Out-Null
        $token = Get-MMSubscriptionToken | Where-Object Title -EQ 'Weekly offers from our shop'
        $campaign = New-MMMessageCampaign -Name 'Weekly offers of spring' -DailyBudget 50000
        $sent = $token | Send-MMMarketingMessage -CampaignId $campaign.Id -Text 'Hello' -JournalPath "$TestDrive/spring.journal"
        $refused = $token | Send-MMMarketingMessage -CampaignId $campaign.Id -Text 'Hello' -JournalPath "$TestDrive/refused.journal" -WarningAction Ignore
        Register-MMWebhook
        $ad = New-MMClickToMessengerAd -Name 'Spring' -Message 'Spring is here' -ImageUrl 'https://example.com/spring.png' -DailyBudget 500 -Country US

        # What a console of 80 columns shows; a wrapped cell is put together again where a test looks for its text.
        function Get-Shown {
            param($InputObject, [switch] $List)
            $text = if ($List) { $InputObject | Format-List | Out-String -Width 80 } else { $InputObject | Out-String -Width 80 }
            $text -split "`r?`n" | Where-Object { $_.Trim() } | ForEach-Object { $_.TrimEnd() }
        }
    }

    It 'a table of <What> has the columns <Columns>, without truncation' -ForEach @(
        @{ What = 'audiences'; Get = { Get-MMAudience -Id $long.Id }; Columns = 'Id Name AtLeast AtMost Status'; Shows = { $long.Id, 'Normal' } }
        @{ What = 'journals'; Get = { Get-MMAudienceUpload "$TestDrive/long.jsonl" }; Columns = 'Audience State Read Accepted Rejected Unknown'; Shows = { $long.Id, 'Finished', '120' } }
        @{ What = 'requests'; Get = { $request }; Columns = 'Time Title Psid MessageId'; Shows = { 'our shop', $request.MessageId.Substring(0, 32) } }
        @{ What = 'tokens'; Get = { $token }; Columns = 'Title OptInSource Status NextEligible'; Shows = { 'Weekly offers from our shop', 'NOT_REFRESHED', $token.NextEligible.UtcDateTime.ToString('yyyy-MM-dd HH:mmZ') } }
        @{ What = 'measures'; Get = { Get-MMSubscriptionToken -BySource | Measure-MMSubscriber }; Columns = 'Count Share OptInSource Title Status Day'; Shows = { 'NOT_REFRESHED', $token.Created.ToString('yyyy-MM-dd') } }
        @{ What = 'campaigns'; Get = { $campaign }; Columns = 'Id Name State Daily Lifetime ReadyFrom'; Shows = { $campaign.Id, 'Preparing', '50,000', $campaign.ReadyFrom.UtcDateTime.ToString('yyyy-MM-dd HH:mmZ') } }
        @{ What = 'messages sent'; Get = { $sent }; Columns = 'Number Token Status TrackingId Error'; Shows = { '***', 'Accepted', ($sent.TrackingId.Substring(0, 8) + '..') } }
        @{ What = 'messages refused'; Get = { $refused }; Columns = 'Number Token Status TrackingId Error'; Shows = { 'Rejected', $refused.ErrorId } }
        @{ What = 'insights'; Get = { Get-MMMessageInsight $campaign }; Columns = 'Campaign Delivered Read Clicks Spend PerClick'; Shows = { 'Weekly offers of', '0.02', '0.0%' } }
        @{ What = 'estimates'; Get = { Get-MMMessageEstimate -DailyBudget 500 | Format-Table }; Columns = 'Daily Lifetime Messages Cost'; Shows = { '500', '0 to 1', '0 to 2' } }
        @{ What = 'results'; Get = { Get-MMMessageResult "$TestDrive/spring.journal" }; Columns = 'Number Status Sent (UTC) Delivered Read Reason'; Shows = { 'Sent', $sent.Time.UtcDateTime.ToString('MM-dd HH:mm') } }
        @{ What = 'results of refused messages'; Get = { Get-MMMessageResult "$TestDrive/refused.journal" }; Columns = 'Number Status Sent (UTC) Delivered Read Reason'; Shows = { 'Rejected', 'MMFrequencyLimited' } }
        @{ What = 'summaries of results'; Get = { Get-MMMessageResult "$TestDrive/spring.journal" -Summary | Format-Table }; Columns = 'Campaign Sent Delivered Read Clicked Rejected'; Shows = { $campaign.Id } }
        @{ What = 'webhook subscriptions'; Get = { Get-MMWebhookSubscription }; Columns = 'PageId AppId AppName Fields'; Shows = { $sandbox.PageId, $sandbox.AppId, 'messages' } }
        @{ What = 'calls'; Get = { $sandbox.Requests | Where-Object Path -Like '*subscribed_apps' }; Columns = 'Number Method Path Status Duration Fault'; Shows = { 'POST', '200', ' ms' } }
        @{ What = 'audiences of the sandbox'; Get = { $sandbox.Audiences }; Columns = 'Id Name People Matched Received Invalid'; Shows = { $long.Id, '120' } }
        @{ What = 'uploads of the sandbox'; Get = { $sandbox.Audiences[0].Uploads }; Columns = 'SessionId Sequence Rows Invalid Repeated Time'; Shows = { "$($sandbox.Audiences[0].Uploads[0].SessionId)", '120' } }
        @{ What = 'ads of the sandbox'; Get = { $sandbox.AdObjects }; Columns = 'Kind Id Name Status ParentId'; Shows = { $ad.CampaignId, $ad.AdSetId, $ad.AdId, 'Creative' } }
        @{ What = 'opt-in requests of the sandbox'; Get = { $sandbox.OptInRequests }; Columns = 'Sent Title Psid Answer'; Shows = { 'Weekly offers from our shop', '***', 'Approved' } }
    ) {
        $shown = @(Get-Shown (& $Get))
        $shown[0].Trim() -replace '\s+', ' ' | Should -Be $Columns
        ($shown | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessThan 80
        $text = $shown -join "`n"
        $text | Should -Not -Match ([char]0x2026)
        $text | Should -Not -Match '\d\d:\d\d:\d\d\.\d|\dT\d\d:'
        foreach ($part in & $Shows) { $text.Contains($part) | Should -BeTrue -Because "$part belongs to`n$text" }
    }

    It 'has columns that fit 79 characters, and 18 for each id' {
        [xml] $views = Get-Content -LiteralPath "$PSScriptRoot/../../module/MessengerMarketing.Format.ps1xml" -Raw
        foreach ($view in @($views.Configuration.ViewDefinitions.View | Where-Object { $_.TableControl })) {
            $headers = @($view.TableControl.TableHeaders.TableColumnHeader)
            foreach ($header in $headers) {
                $header.Width | Should -Not -BeNullOrEmpty -Because "$($view.Name) has $($header.Label)"
                if ($header.Label -cmatch '^(Audience|\w*(?<!Tracking|Message|Error)Id)$') { [int]$header.Width | Should -BeGreaterOrEqual 18 -Because "$($view.Name) has $($header.Label)" }
            }

            ($headers | ForEach-Object { [int]$_.Width } | Measure-Object -Sum).Sum + $headers.Count - 1 | Should -BeLessThan 80 -Because $view.Name
        }
    }

    It 'does not wrap inside a word' {
        $words = 'Newsletter', 'subscribers', 'Weekly', 'offers', 'spring', 'campaign', 'message_delivery', 'shop'
        foreach ($item in (Get-MMAudience -Id $long.Id), $request, $token, $campaign, ($token | Measure-MMSubscriber), $sandbox.OptInRequests[0], ($sandbox.Audiences | Where-Object Id -EQ $long.Id)) {
            $shown = (Get-Shown ($item | Format-Table)) -join "`n"
            foreach ($word in $words | Where-Object { "$($item.Name) $($item.Title)" -match "\b$_\b" }) { $shown | Should -Match "\b$word\b" -Because $shown }
        }
    }

    It 'has no empty column and no error in ConstrainedLanguage' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                param($Module, $Items)
                Import-Module $Module
                $global:Error.Clear()
                $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
                foreach ($item in $Items) { ($item | Format-Table | Out-String -Width 80), ($item | Format-List | Out-String -Width 80) }
                $ExecutionContext.SessionState.LanguageMode
            }).AddParameters(@((Get-StagedModule), @($receipt; Get-MMAudienceUpload "$TestDrive/long.jsonl"; $token; $campaign; $sent; $refused; $sandbox; @(Test-MMContext)[0])))
            $shown = @($shell.Invoke())
            $shown[-1] | Should -Be 'ConstrainedLanguage'
            $shell.Streams.Error | Should -BeNullOrEmpty
            $text = $shown -join "`n"
            foreach ($part in 'Accepted', 'Finished', 'Rejected', 'Warning', '***', $token.NextEligible.UtcDateTime.ToString('yyyy-MM-dd HH:mmZ'), $campaign.ReadyFrom.UtcDateTime.ToString('yyyy-MM-dd HH:mmZ')) { $text.Contains($part) | Should -BeTrue -Because "$part belongs to`n$text" }
            $table = @($shown[0] -split "`r?`n" | Where-Object { $_.Trim() })
            ($table[-1] -split '\s+' | Where-Object { $_ }) | Should -Be '1', '3', '0', '3', '0', 'Accepted'
        } finally {
            $shell.Dispose()
        }
    }

    It 'has a table of four to six columns and a list for everything that cmdlets write' {
        [xml] $views = Get-Content -LiteralPath "$PSScriptRoot/../../module/MessengerMarketing.Format.ps1xml" -Raw

        foreach ($type in (Get-Command -Module MessengerMarketing -CommandType Cmdlet).OutputType.Name -like 'MessengerMarketing.*' | Sort-Object -Unique) {
            $own = @($views.Configuration.ViewDefinitions.View | Where-Object { $_.ViewSelectedBy.TypeName -contains $type })
            @($own.ListControl | Where-Object { $_ }).Count | Should -Be 1 -Because $type
            $columns = @($own.TableControl | Where-Object { $_ } | ForEach-Object { @($_.TableHeaders.TableColumnHeader).Count })
            $columns.Count | Should -Be 1 -Because $type

            # A message to the sandbox has three properties in all.
            $columns[0] | Should -BeIn $(if ($type -like '*.SandboxMessage') { 3 } else { 4..6 }) -Because $type
        }
    }

    It 'shows objects after another type with a few properties that exist' {
        foreach ($type in (Get-Command -Module MessengerMarketing -CommandType Cmdlet).OutputType.Type | Where-Object { "$_" -like 'MessengerMarketing.*' } | Sort-Object -Property FullName -Unique) {
            $kin = $type
            while (-not ($set = (Get-TypeData -TypeName $kin.FullName).DefaultDisplayPropertySet) -and $kin.BaseType) { $kin = $kin.BaseType }
            $names = if ($set) { $set.ReferencedProperties } else { $type.GetProperties().Name }
            $names.Count | Should -BeLessOrEqual 8 -Because $type.FullName
            foreach ($name in $names) { $type.GetProperty($name) | Should -Not -BeNullOrEmpty -Because "$type has $name" }
        }

        $mixed = @(Get-Shown @($receipt; Get-MMAudience -Id $long.Id; Get-MMAudienceUpload "$TestDrive/long.jsonl"))
        ($mixed -match '^Id +:').Count | Should -Be 1
        $mixed.Count | Should -BeLessThan 25
    }

    It 'lists a hashed user in full, and shows the first digits of several in a table' {
        $users = @(@{ Email = 'ann@example.com'; Phone = '+1 415 555 0100'; FN = 'Ann' }, @{ Email = 'nobody' } | ConvertTo-MMHashedUser)
        ((Get-Shown $users[0]) -replace '\s+:', ':') -match '^(Row|EMAIL|PHONE|FN|Rejected|Issue): ?' | Should -HaveCount 6
        ((Get-Shown $users[0]) -replace '\s+:', ':') | Should -Contain 'EMAIL: 71d4f55f72fa128dfb468a1a3901507c804b74316488744d769d7f4b16696476'
        $shown = @(Get-Shown ($users | Format-Table))
        $shown[0].Trim() -replace '\s+', ' ' | Should -Be 'Row EMAIL PHONE Rejected Issue'
        ($shown | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessThan 80
        $shown -join ' ' | Should -Match 'EMAIL NotAnEmailAddress'
    }

    It 'writes <Seconds> seconds as <Text>' -ForEach @(
        @{ Seconds = 0; Text = '0.0 s' }, @{ Seconds = 12.44; Text = '12.4 s' }, @{ Seconds = 59.96; Text = '1 min 0 s' }, @{ Seconds = 200; Text = '3 min 20 s' }
        @{ Seconds = 3599.6; Text = '1 h 0 min' }, @{ Seconds = 7500; Text = '2 h 5 min' }, @{ Seconds = 90000; Text = '25 h 0 min' }
    ) {
        [MessengerMarketing.Formatting.DurationText]::Write([TimeSpan]::FromSeconds($Seconds)) | Should -Be $Text
    }

    It 'aligns numbers to the right' {
        $shown = @(Get-Shown $campaign)
        $shown[0].IndexOf('Daily') + 'Daily'.Length | Should -Be ($shown[2].IndexOf('50,000') + '50,000'.Length)
    }

    It 'shows an account and an ad as tables on request' {
        $other = New-MMCustomAudience -Name 'Other' -Description 'CRM export'
        $account = New-Customer 2 | Add-MMAudienceUser -AudienceId $other.Id -Summary -WarningAction Ignore
        (@(Get-Shown ($account | Format-Table))[0].Trim() -replace '\s+', ' ') | Should -Be 'AudienceId RowsRead Accepted Rejected Received Batches'
        (@(Get-Shown ($ad | Format-Table))[0].Trim() -replace '\s+', ' ') | Should -Be 'Name Status CampaignId AdId'
    }

    It 'shows an ad as a list, with all of its ids' {
        $shown = (Get-Shown $ad) -replace '\s+:', ':'
        $shown | Should -Be 'Name: Spring', 'Status: PAUSED', "CampaignId: $($ad.CampaignId)", "AdSetId: $($ad.AdSetId)", "CreativeId: $($ad.CreativeId)", "AdId: $($ad.AdId)", "PageId: $($ad.PageId)"
    }

    It 'lists <What> with readable times and durations' -ForEach @(
        @{ What = 'a receipt'; Get = { $receipt }; Like = 'Rows * 3 of rows 1 to 3', 'Sent at * ????-??-?? ??:??:??Z', 'Duration * ?.? s' }
        @{ What = 'a journal'; Get = { Get-MMAudienceUpload "$TestDrive/long.jsonl" }; Like = 'Rows read * 120', 'Rejected * 0', 'Last written * ????-??-?? ??:??:??Z' }
        @{ What = 'a measure'; Get = { $token | Measure-MMSubscriber OptInSource }; Like = 'OptInSource * Unknown', 'Count * 1', 'Share * 100*%' }
        @{ What = 'a call'; Get = { $sandbox.Requests[0] }; Like = 'Method * POST', 'Duration * ms' }
        @{ What = 'a sandbox'; Get = { $sandbox }; Like = 'BaseUri * http://127.0.0.1:*', 'AccessToken * `*`*`*', 'Deliveries * 0, 0 pending' }
        @{ What = 'an audience'; Get = { Get-MMAudience -Id $long.Id }; Like = "Id * $('[0-9]' * 10)*", 'At least * 0', 'Status * Normal (200)', 'Created * ????-??-?? ??:??:??Z' }
        @{ What = 'a connection'; Get = { Get-MMContext }; Like = 'AccessToken * `*`*`*', 'BaseUri * http://127.0.0.1:*' }
        @{ What = 'a check'; Get = { @(Test-MMContext)[0] }; Like = 'Check * BaseAddress', 'Status * Warning', 'Meaning * Calls go to *', 'Action * To call Meta, *' }
        @{ What = 'a campaign'; Get = { $campaign }; Like = 'Daily budget * 50,000', 'Ready from * ????-??-?? ??:??:??Z' }
        @{ What = 'a webhook subscription'; Get = { Get-MMWebhookSubscription }; Like = 'Fields * *messages*', 'AppId * ?*' }
        @{ What = 'a status'; Get = { $receipt | Wait-MMAudienceUpload -PollIntervalSec 1 -WarningAction Ignore }; Like = 'Rows * 3', 'Status * Succeeded', 'Told by * Poll' }
        @{ What = 'a receipt of unsubscribing'; Get = { Remove-MMSubscriber -Email person1@example.com -Confirm:$false }; Like = 'Batch * 1', 'Rows * 1', 'Status * Accepted' }
        @{ What = 'an audience of the sandbox'; Get = { $sandbox.Audiences | Where-Object Id -EQ $long.Id }; Like = 'RowsReceived * 120', 'Uploads * 1', 'Created * ????-??-?? ??:??:??Z' }
    ) {
        $shown = @(Get-Shown (& $Get) -List)
        foreach ($line in $Like) { @($shown -like $line).Count | Should -Be 1 -Because "$line belongs to`n$($shown -join "`n")" }
        $shown -join "`n" | Should -Not -Match '\d\d:\d\d:\d\d\.\d|\dT\d\d:'
    }
}

Describe 'Color' -Skip:(-not (Test-Path Variable:PSStyle)) {
    BeforeAll {
        $escape = [string][char]27
        $script = "Import-Module '$(Get-StagedModule)'; `$sandbox = Start-MMSandbox; `$sandbox | Connect-MMAccount; Test-MMContext"
    }

    It 'shows a status by color where the console supports it' {
        $before = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'Ansi'
            ($receipt | Out-String).Contains("$escape[32mAccepted$escape[0m") | Should -BeTrue
        } finally {
            $PSStyle.OutputRendering = $before
        }
    }

    It 'is not used in plain text' {
        $before = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'PlainText'
            ($receipt | Out-String).Contains($escape) | Should -BeFalse
        } finally {
            $PSStyle.OutputRendering = $before
        }
    }

    It 'is not in redirected output, <With>' -ForEach @{ With = 'with NO_COLOR'; Value = '1' }, @{ With = 'without NO_COLOR'; Value = $null } {
        $before = $env:NO_COLOR
        try {
            if ($Value) { $env:NO_COLOR = $Value } else { Remove-Item Env:NO_COLOR -ErrorAction Ignore }
            $shown = @(Invoke-Process $script) -match ' (Ok|Warning) '
        } finally {
            if ($null -ne $before) { $env:NO_COLOR = $before } else { Remove-Item Env:NO_COLOR -ErrorAction Ignore }
        }

        $shown | Should -HaveCount 15
        "$shown".Contains($escape) | Should -BeFalse
    }
}

Describe 'No secret is shown' {
    It 'by a <What>, as <As>' -ForEach @(
        foreach ($what in 'context', 'sandbox') {
            @{ What = $what; As = 'table'; Show = { $args[0] | Format-Table * | Out-String -Width 4000 } }
            @{ What = $what; As = 'list'; Show = { $args[0] | Format-List * -Force | Out-String -Width 4000 } }
            @{ What = $what; As = 'JSON'; Show = { $args[0] | ConvertTo-Json -Depth 8 } }
            @{ What = $what; As = 'CSV'; Show = { $args[0] | ConvertTo-Csv | Out-String } }
            @{ What = $what; As = 'text'; Show = { "$($args[0])" } }
        }
    ) {
        $shown = & $Show $(if ($What -eq 'context') { Get-MMContext } else { $sandbox })
        $shown | Should -Not -BeNullOrEmpty
        foreach ($secret in $secrets) {
            $shown.Contains($secret) | Should -BeFalse
        }
    }

    It 'by a saved context' {
        Get-MMContext | Export-Clixml -LiteralPath "$TestDrive/context.xml" -Depth 5
        $saved = Get-Content -LiteralPath "$TestDrive/context.xml" -Raw
        foreach ($secret in $secrets) {
            $saved.Contains($secret) | Should -BeFalse
        }
    }
}
