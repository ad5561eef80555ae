# Drives text with terminal sequences, line breaks and bidirectional controls through every cmdlet that shows text of others, and looks
# for them in every stream, in what is formatted, and in what a script would log.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-StagedModule
    $esc = [char]27

    # A color, a screen that is cleared, a link (OSC 8), a bell, a C1 control, a line break that fakes a row, and a name that reads backwards.
    $hostile = "Evil$esc[95;7mx$esc[2J$esc]8;;http://evil.example$([char]7)y$([char]0x9b)31m`r`nFAKE ROW gpj.$([char]0x202e)exe$([char]0x200b)"
    $json = ($hostile | ConvertTo-Json).Trim()

    # PowerShell's own colors may be there. An answer that is handed out as it came keeps its line feeds.
    function Test-Hostile([string] $Text, [switch] $AllowLines) {
        $Text -match '[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b]' -or
        $Text -match '\u001b(?!\[[0-9;]*m)' -or $Text.Contains("$esc[95;7m") -or (-not $AllowLines -and $Text -match '(?m)^\s*FAKE ROW')
    }

    # Everything that a script says and writes: each object as text, as it is formatted, and as JSON.
    function Get-Everything([scriptblock] $Script) {
        $PSStyle.OutputRendering = 'Ansi'
        try {
            & {
                $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
                $ErrorActionPreference = 'Continue'
                try { & $Script } catch { $_ }
            } *>&1 | ForEach-Object {
                "$_"

                # A table breaks long cells between words by itself, so its line feeds say nothing; those of lists do.
                ($_ | Out-String -Width 4000) -replace '\r?\n', ' '
                $_ | Format-List * | Out-String -Width 4000
                if ($_ -is [Management.Automation.ErrorRecord]) { $_.Exception.Message; "$($_.TargetObject)"; "$($_.CategoryInfo)"; "$($_.ErrorDetails)" } else { $_ | ConvertTo-Csv }
            } | Out-String -Width 8000
        } finally {
            $PSStyle.OutputRendering = 'Host'
        }
    }

    $server = Start-FakeServer {
        param($Method, $Path, $Body)
        $ok = { param($text) @{ Status = 200; Body = $text } }
        $evil = $env:TEST_HOSTILE_JSON
        $link = 'https://graph.facebook.com/v25.0/x?access_token=EAAquuxquux01&appsecret_proof=0a&limit=1'
        if ($Path -like '*/refused*') {
            return @{ Status = 400; Body = "{`"error`":{`"message`":$evil,`"type`":`"OAuthException`",`"code`":100,`"error_user_title`":$evil,`"error_user_msg`":$evil,`"fbtrace_id`":`"A1`"}}" }
        }
        switch -Wildcard ($Path) {
            '*/customaudiences' { if ($Method -eq 'GET') { & $ok "{`"data`":[{`"id`":`"11`",`"name`":$evil,`"description`":$evil,`"operation_status`":{`"code`":441,`"description`":$evil},`"delivery_status`":{`"code`":200,`"description`":$evil}}],`"paging`":{`"next`":`"$link`",`"cursors`":{}}}".Replace(",`"next`":`"$link`"", '').Replace("`"next`":`"$link`",", '') } else { & $ok '{"id":"12"}' } }
            '*/11' { if ($Method -eq 'DELETE') { & $ok '{"success":true}' } else { & $ok "{`"id`":`"11`",`"name`":$evil,`"description`":$evil,`"operation_status`":{`"code`":441,`"description`":$evil}}" } }
            '*/message_campaign' { & $ok "{`"id`":`"77`",`"warning`":$evil,`"info`":$evil}" }
            '*/ads' { & $ok "{`"data`":[{`"id`":`"77`",`"effective_status`":$evil,`"campaign`":{`"name`":$evil,`"is_message_campaign`":true},`"creative`":{`"actor_id`":$evil},`"adset`":{`"id`":`"78`"}}]}" }
            '*/77' { if ($Method -eq 'POST') { & $ok '{"success":true}' } else { & $ok "{`"id`":`"77`",`"effective_status`":$evil,`"campaign`":{`"name`":$evil},`"creative`":{`"actor_id`":$evil}}" } }
            '*/messages' { & $ok "{`"success`":true,`"marketing_message_tracking_id`":$evil,`"recipient_id`":`"1`",`"message_id`":$evil}" }
            '*/notification_message_tokens' { & $ok "{`"data`":[{`"notification_messages_token`":`"tok1`",`"topic_title`":$evil,`"title`":$evil,`"user_token_status`":$evil,`"notification_messages_timezone`":$evil}]}" }
            '*/subscribed_apps' { if ($Method -eq 'GET') { & $ok "{`"data`":[{`"id`":`"5`",`"name`":$evil,`"subscribed_fields`":[$evil]}]}" } else { & $ok '{"success":true}' } }
            '*/users' { & $ok "{`"audience_id`":`"11`",`"session_id`":`"1`",`"num_received`":1,`"num_invalid_entries`":1,`"invalid_entry_samples`":{`"x`":$evil}}" }
            default { & $ok "{`"id`":`"1`",`"name`":$evil,`"text`":$evil,$($evil):1,`"link`":`"$link`",`"paging`":{`"next`":`"$link`",`"previous`":`"$link`"}}" }
        }
    }
    $env:TEST_HOSTILE_JSON = $json
    $null = Connect-MMAccount -AccessToken (ConvertTo-Secret 'EAAsynthetictoken0001') -PageAccessToken (ConvertTo-Secret 'EAAsynthetictoken0002') -AppSecret (ConvertTo-Secret '0123456789abcdef') -AdAccountId 1 -PageId 2 -BaseUri $server.BaseUri

    [IO.File]::WriteAllText("$TestDrive/columns.csv", "Email;`"$($hostile.Replace("`r`n", ' '))`"`nann@example.com;x`n")
    [IO.File]::WriteAllText("$TestDrive/none.csv", "`"$($hostile.Replace("`r`n", ' '))`",b`nx,y`n")
    $evilName = $hostile.Replace('/', '_').Replace("`r`n", ' ')
    [IO.File]::WriteAllText("$TestDrive/$evilName.csv", "Email`nann@example.com`nnobody`n")
    [IO.File]::WriteAllText("$TestDrive/$evilName.journal", 'no journal')
}

AfterAll {
    Stop-FakeServer $server
    Remove-Item Env:TEST_HOSTILE_JSON
    Stop-MMSandbox
}

Describe 'Hostile text' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
    It 'is recognized by this test' {
        Test-Hostile $hostile | Should -BeTrue
        Test-Hostile "`e[31mred`e[0m plain`n" | Should -BeFalse
        $hostile | Out-String | Should -Not -BeNullOrEmpty
        Test-Hostile (Get-Everything { $hostile }) | Should -BeTrue
    }

    It 'is harmless in the output of <Name>' -ForEach @(
        @{ Name = 'Get-MMAudience'; Script = { Get-MMAudience } }
        @{ Name = 'Get-MMAudience by an unknown name'; Script = { Get-MMAudience -Id "No $hostile" } }
        @{ Name = 'Get-MMAudience by id'; Script = { Get-MMAudience -Id 11 } }
        @{ Name = 'New-MMCustomAudience'; Script = { New-MMCustomAudience -Name $hostile -Description $hostile; New-MMCustomAudience -Name $hostile -Description x -WhatIf } }
        @{ Name = 'Remove-MMCustomAudience'; Script = { Get-MMAudience | Remove-MMCustomAudience -WhatIf; Remove-MMCustomAudience -Id "No $hostile" -Confirm:$false } }
        @{ Name = 'Add-MMAudienceUser'; Script = { Add-MMAudienceUser -AudienceId 11 -Path "$TestDrive/columns.csv" } }
        @{ Name = 'Add-MMAudienceUser without a column'; Script = { Add-MMAudienceUser -AudienceId 11 -Path "$TestDrive/none.csv" } }
        @{ Name = 'Add-MMAudienceUser by an unknown name'; Script = { Add-MMAudienceUser -AudienceId "No $hostile" -Path "$TestDrive/columns.csv" } }
        @{ Name = 'Add-MMAudienceUser of a file'; Script = { Add-MMAudienceUser -AudienceId 11 -LiteralPath "$TestDrive/$evilName.csv" -RejectPath "$TestDrive/rejects.csv" -Verbose; Get-Content -LiteralPath "$TestDrive/rejects.csv" } }
        @{ Name = 'Add-MMAudienceUser of no file'; Script = { Add-MMAudienceUser -AudienceId 11 -LiteralPath "$TestDrive/no-$evilName.csv" } }
        @{ Name = 'ConvertTo-MMHashedUser'; Script = { ConvertTo-MMHashedUser -Path "$TestDrive/columns.csv" -Verbose } }
        @{ Name = 'Get-MMAudienceUpload'; Script = { Get-MMAudienceUpload -LiteralPath "$TestDrive/$evilName.journal" } }
        @{ Name = 'Resume-MMAudienceUpload'; Script = { Resume-MMAudienceUpload -JournalPath "$TestDrive/$evilName.journal" } }
        @{ Name = 'Export-MMUploadReport'; Script = { Export-MMUploadReport -Path "$TestDrive/none/$evilName.html"; Get-MMAudience | Export-MMUploadReport -Path "$TestDrive/r.html" -Title $hostile; Get-Content -Raw -LiteralPath "$TestDrive/r.html" } }
        @{ Name = 'New-MMMessageCampaign'; Script = { New-MMMessageCampaign -Name $hostile -DailyBudget 500; New-MMMessageCampaign -Name $hostile -DailyBudget 500 -WhatIf } }
        @{ Name = 'Send-MMMarketingMessage'; Script = { Send-MMMarketingMessage -CampaignId 77 -Token tok1 -Text Hi; Send-MMMarketingMessage -CampaignId "No $hostile" -Token tok1 -Text Hi } }
        @{ Name = 'Get-MMMessageCampaign'; Script = { Get-MMMessageCampaign; Get-MMMessageCampaign "No $hostile"; Get-MMMessageCampaign -Id 77 } }
        @{ Name = 'Set-MMMessageCampaign'; Script = { Set-MMMessageCampaign "No $hostile" -Status Paused; Set-MMMessageCampaign 77 -Status Paused } }
        @{ Name = 'Get-MMMessageResult'; Script = { Get-MMMessageResult -LiteralPath "$TestDrive/$evilName.journal" } }
        @{ Name = 'Get-MMSubscriptionToken'; Script = { Get-MMSubscriptionToken } }
        @{ Name = 'Measure-MMSubscriber'; Script = { Get-MMSubscriptionToken | Measure-MMSubscriber } }
        @{ Name = 'Send-MMOptInRequest'; Script = { Send-MMOptInRequest -Psid 1 -Title $hostile -ImageUrl https://example.com/a.png; Send-MMOptInRequest -Psid 1 -Title "x$([char]27)]0;y" -ImageUrl https://example.com/a.png -WhatIf } }
        @{ Name = 'Get-MMWebhookSubscription'; Script = { Get-MMWebhookSubscription } }
        @{ Name = 'Test-MMContext'; Script = { Test-MMContext } }
        @{ Name = 'Invoke-MMGraphRequest'; Script = { Invoke-MMGraphRequest me } }
        @{ Name = 'Invoke-MMGraphRequest that is refused'; Script = { Invoke-MMGraphRequest refused } }
        @{ Name = 'ConvertFrom-MMWebhook'; Script = {
            $optIn = "{`"object`":`"page`",`"entry`":[{`"id`":`"2`",`"messaging`":[{`"sender`":{`"id`":`"3`"},`"optin`":{`"type`":`"notification_messages`",`"title`":$json,`"payload`":$json,`"notification_messages_token`":`"t`"}}]}]}"
            $message = "{`"object`":`"page`",`"entry`":[{`"id`":`"2`",`"messaging`":[{`"sender`":{`"id`":`"3`"},`"message`":{`"mid`":$json,`"text`":`"a$([char]0x9b)31mb$([char]0x202e)`"}}]}]}"
            $other = "{`"object`":`"page`",`"entry`":[{`"id`":`"2`",`"changes`":[{`"field`":$json,`"value`":{`"x`":$json}}]}]}"
            $status = "{`"field`":`"marketing_messages_subscriber_upload_status`",`"custom_audience_id`":$json,`"batch_uploading_status`":$json}"
            $optIn, $message, $other, $status, $json, "$esc]0;x" | ConvertFrom-MMWebhook -SkipSignatureCheck
        } }
    ) {
        $said = Get-Everything $Script
        $said | Should -Not -BeNullOrEmpty
        if (Test-Hostile $said -AllowLines:($Name -eq 'Invoke-MMGraphRequest')) {
            $at = [regex]::Match($said, '[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b]|\u001b(?!\[[0-9;]*m)|\u001b\[95;7m|(?m)^\s*FAKE ROW')
            $around = $said.Substring([Math]::Max(0, $at.Index - 120), [Math]::Min(240, $said.Length - [Math]::Max(0, $at.Index - 120)))
            ($around -replace '[^\x20-\x7e]', { '<{0:x}>' -f [int]"$_"[0] }) | Should -BeNullOrEmpty
        }

        $said | Should -Not -MatchExactly 'EAA|appsecret_proof'
    }
}
