# What a pipeline brings and a cmdlet cannot use: it is refused by its number, and what it holds is repeated nowhere.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $commands = Get-Command -Module MessengerMarketing -CommandType Cmdlet | ForEach-Object { $_.Name }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $sandbox = Connect-Sandbox
    $audience = New-Audience $sandbox
    $list = "$TestDrive/list.csv"
    New-Customer 3 | Export-Csv -LiteralPath $list -NoTypeInformation
    $row = [pscustomobject]@{ Contact = 'quux.person@example.com'; Mobile2 = '+1 202 555 0147'; FullName = 'Quux Person' }
    $image = @{ Title = 'Weekly'; ImageUrl = 'https://example.com/offer.png' }

    # Everything that errors say, their targets and categories among it.
    function Get-Said($Failures) {
        ($Failures | ForEach-Object { "$_"; "$($_.TargetObject)"; "$($_.CategoryInfo)"; "$($_.Exception)"; $_.ErrorDetails }) -join "`n"
    }
}

AfterAll { Stop-MMSandbox }

Describe 'An item of the pipeline' {
    It 'that <Name> cannot use is reported by its number' -TestCases @(
        @{ Name = 'Remove-MMSubscriber'; Call = { $args[0] | Remove-MMSubscriber -Confirm:$false } }
        @{ Name = 'Send-MMOptInRequest'; Call = { $args[0] | Send-MMOptInRequest @image } }
        @{ Name = 'Send-MMMarketingMessage'; Call = { $args[0] | Send-MMMarketingMessage -CampaignId 1 -Text 'Hello' } }
        @{ Name = 'Wait-MMAudienceUpload'; Call = { $args[0] | Wait-MMAudienceUpload -TimeoutSec 1 } }
        @{ Name = 'Get-MMAudienceUpload'; Call = { $args[0] | Get-MMAudienceUpload } }
        @{ Name = 'Get-MMMessageResult'; Call = { $args[0] | Get-MMMessageResult } }
        @{ Name = 'Resume-MMAudienceUpload'; Call = { $args[0] | Resume-MMAudienceUpload } }
    ) {
        $calls = $sandbox.RequestCount
        $failures = @(& { $ErrorActionPreference = "Continue"; & $Call @($row, $row) 2>&1 3>$null })
        $failures | ForEach-Object { Get-ErrorId $_ } | Should -Be 'MMItemUnusable', 'MMItemUnusable'
        "$($failures[1])" | Should -Match '^Item 2 '
        $failures[1].TargetObject | Should -Be 2
        Get-Said $failures | Should -Not -Match 'quux|555 ?0147'
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'that <Name> cannot use names no audience' -TestCases @(
        @{ Name = 'Get-MMAudience'; Call = { $args[0] | Get-MMAudience } }
        @{ Name = 'Remove-MMCustomAudience'; Call = { $args[0] | Remove-MMCustomAudience -Confirm:$false } }
        @{ Name = 'Get-MMSubscriptionToken'; Call = { $args[0] | Get-MMSubscriptionToken } }
    ) {
        foreach ($item in $row, [pscustomobject]@{ Id = 'quux.person@example.com' }, [pscustomobject]@{ Id = ''; Email = 'quux.person@example.com' }) {
            $failure = Get-Failure { & $Call $item }
            Get-ErrorId $failure | Should -Be 'MMAudienceNotFound'
            Get-Said $failure | Should -Not -Match 'quux|555 ?0147'
        }
    }

    It 'that <Name> cannot use names no campaign' -TestCases @(
        @{ Name = 'Get-MMMessageCampaign'; Call = { $args[0] | Get-MMMessageCampaign } }
        @{ Name = 'Set-MMMessageCampaign'; Call = { $args[0] | Set-MMMessageCampaign -Status Paused } }
        @{ Name = 'Remove-MMMessageCampaign'; Call = { $args[0] | Remove-MMMessageCampaign -Confirm:$false } }
        @{ Name = 'Get-MMMessageInsight'; Call = { $args[0] | Get-MMMessageInsight } }
    ) {
        foreach ($item in $row, [pscustomobject]@{ Id = 'quux.person@example.com' }, [pscustomobject]@{ Id = ''; Email = 'quux.person@example.com' }) {
            $failure = Get-Failure { & $Call $item }
            Get-ErrorId $failure | Should -Be 'MMCampaignNotFound'
            Get-Said $failure | Should -Not -Match 'quux|555 ?0147'
        }
    }

    It 'that is a line of text is rejected, and the others are unsubscribed' {
        $receipt = 'quux.person@example.com', @{ Email = 'person1@example.com' } | Remove-MMSubscriber -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue
        $receipt.Rows | Should -Be 1
        "$failures" | Should -Match '^Item 1 was left out.*ForEach-Object \{ @\{ Email = \$_ \} \}'
        Get-Said $failures | Should -Not -Match 'quux'
    }

    It 'that is a line of text is not sent to Meta as a token' {
        $calls = $sandbox.RequestCount
        Get-ErrorId (Get-Failure { 'quux.person@example.com' | Send-MMMarketingMessage -CampaignId 1 -Text 'Hello' }) | Should -Be 'MMItemUnusable'
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'stops <Name> when it is combined with <Beside>' -TestCases @(
        @{ Name = 'Add-MMAudienceUser'; Beside = '-Path'; Call = { $row | Add-MMAudienceUser -AudienceId $audience.Id -Path $list } }
        @{ Name = 'Add-MMAudienceUser'; Beside = '-LiteralPath'; Call = { $row | Add-MMAudienceUser -AudienceId $audience.Id -LiteralPath $list } }
        @{ Name = 'Add-MMAudienceUser'; Beside = '-Encoding'; Call = { $row | Add-MMAudienceUser -AudienceId $audience.Id -Encoding latin1 } }
        @{ Name = 'Add-MMAudienceUser'; Beside = '-Header'; Call = { $row | Add-MMAudienceUser -AudienceId $audience.Id -Header Email, Phone } }
        @{ Name = 'Test-MMCustomerList'; Beside = '-Delimiter'; Call = { $row | Test-MMCustomerList -Delimiter ';' } }
        @{ Name = 'ConvertTo-MMHashedUser'; Beside = '-WorksheetName'; Call = { $row | ConvertTo-MMHashedUser -WorksheetName Sheet1 } }
        @{ Name = 'Add-MMAudienceUser'; Beside = 'the parameters of a person'; Call = { $row | Add-MMAudienceUser -AudienceId $audience.Id -Email 'person1@example.com' } }
        @{ Name = 'Remove-MMAudienceUser'; Beside = '-Path'; Call = { $row | Remove-MMAudienceUser -AudienceId $audience.Id -Path $list -Confirm:$false } }
        @{ Name = 'ConvertTo-MMHashedUser'; Beside = '-Path'; Call = { $row | ConvertTo-MMHashedUser -Path $list } }
    ) {
        $received = $audience.RowsReceived
        $failure = Get-Failure $Call
        Get-ErrorId $failure | Should -Be 'MMRowsBesideOthers'
        "$failure" | Should -Match "together with $Beside"
        Get-Said $failure | Should -Not -Match 'quux|555 ?0147'
        $audience.RowsReceived | Should -Be $received
    }

    It 'without an audience stops <Name> and is reported by its number (<Beside>)' -TestCases @(
        @{ Name = 'Add-MMAudienceUser'; Beside = '-Path'; Call = { $args[0] | Add-MMAudienceUser -Path $list } }
        @{ Name = 'Add-MMAudienceUser'; Beside = '-LiteralPath'; Call = { $args[0] | Add-MMAudienceUser -LiteralPath $list } }
        @{ Name = 'Add-MMAudienceUser'; Beside = '-Email'; Call = { $args[0] | Add-MMAudienceUser -Email 'person1@example.com' } }
        @{ Name = 'Add-MMAudienceUser'; Beside = 'alone'; Call = { $args[0] | Add-MMAudienceUser } }
        @{ Name = 'Remove-MMAudienceUser'; Beside = '-Path'; Call = { $args[0] | Remove-MMAudienceUser -Path $list -Confirm:$false } }
        @{ Name = 'Remove-MMAudienceUser'; Beside = '-LiteralPath'; Call = { $args[0] | Remove-MMAudienceUser -LiteralPath $list -Confirm:$false } }
        @{ Name = 'Remove-MMAudienceUser'; Beside = '-Email'; Call = { $args[0] | Remove-MMAudienceUser -Email 'person1@example.com' -Confirm:$false } }
    ) {
        $calls = $sandbox.RequestCount
        $failure = Get-Failure { & $Call @($row, $row) }
        Get-ErrorId $failure | Should -Be 'MMItemUnusable'
        "$failure" | Should -Be 'Item 1 has no AudienceId. Name the audience with -AudienceId, or pipe in what Get-MMAudience writes.'
        $failure.TargetObject | Should -Be 1
        Get-Said $failure | Should -Not -Match 'quux|0147'
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'can specify the audience or the file' {
        $other = New-Audience $sandbox -Name 'Other'
        $receipts = @(Get-MMAudience | Add-MMAudienceUser -Path $list -WarningAction Ignore)
        $receipts.AudienceId | Sort-Object | Should -Be (@($audience.Id, $other.Id) | Sort-Object)
        (Get-Item -LiteralPath $list | Add-MMAudienceUser -AudienceId $other.Id -WarningAction Ignore).Rows | Should -Be 3
        @(Get-Item -LiteralPath $list | ConvertTo-MMHashedUser).Count | Should -Be 3
        ($other | Add-MMAudienceUser -Email 'person1@example.com' -WarningAction Ignore).Rows | Should -Be 1
    }

    It 'can be an ID or a token as text' {
        $psid = (Send-MMSandboxMessage -Text 'Hello' -Sandbox $sandbox).Psid
        ($psid | Send-MMOptInRequest @image).Psid | Should -Be $psid
    }
}

Describe 'A customer row that is piped to <_> by mistake' -ForEach $commands {
    It 'is not repeated in an error' {
        $command = Get-Command -Name $_ -Module MessengerMarketing -CommandType Cmdlet
        $row = [pscustomobject]@{ Contact = 'quux.person@example.com'; Mobile2 = '+1 202 555 0147'; FullName = 'Quux Person' }

        foreach ($set in $command.ParameterSets) {
            # Something for what is mandatory: a prompt would hide what the pipeline does.
            $given = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'failures'; WarningAction = 'Ignore'; InformationAction = 'Ignore' }
            foreach ($parameter in $set.Parameters | Where-Object { $_.IsMandatory -and -not ($_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName) }) {
                $given[$parameter.Name] = if ($parameter.ParameterType -eq [switch]) { $true } elseif ($parameter.ParameterType -in [int], [long]) { 1 } elseif ($parameter.ParameterType -eq [securestring]) { ConvertTo-Secret 'one' } else { "$TestDrive/none" }
            }
            if ($command.Parameters.ContainsKey('WhatIf')) { $given.WhatIf = $true }
            if ($command.Parameters.ContainsKey('TimeoutSec')) { $given.TimeoutSec = 1 }
            $failures = $null
            $thrown = try { $row | & $command @given | Out-Null } catch { $_ }
            Get-Said (@($failures) + @($thrown) | Where-Object { $_ }) | Should -Not -Match 'quux|555 ?0147' -Because "of the parameter set $($set.Name)"
        }
    }

    It 'is refused by its number' {
        $command = Get-Command -Name $_ -Module MessengerMarketing -CommandType Cmdlet
        $hidden = $command.Parameters.Values | Where-Object { $_.Attributes | Where-Object { $_ -is [Parameter] -and $_.DontShow } }
        if (-not $hidden) { return }
        $sandboxes = @(Get-MMSandbox).Count
        $given = @{}
        foreach ($parameter in ($command.ParameterSets | Sort-Object { -not $_.IsDefault } | Select-Object -First 1).Parameters | Where-Object { $_.IsMandatory -and -not ($_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName) }) {
            $given[$parameter.Name] = if ($parameter.ParameterType -in [int], [long]) { 1 } else { 'US' }
        }
        $failures = @([pscustomobject]@{ Contact = 'quux.person@example.com' }, [pscustomobject]@{ Contact = 'quux.person@example.com' } | & $command @given -ErrorAction SilentlyContinue -ErrorVariable written 2>$null; $written)
        $failures | Should -HaveCount 2
        $failures | ForEach-Object { Get-ErrorId $_ } | Should -Be 'MMItemUnusable', 'MMItemUnusable'
        $failures[1].TargetObject | Should -Be 2
        @(Get-MMSandbox).Count | Should -Be $sandboxes
    }
}

Describe 'Connect-MMAccount' {
    It 'connects with a sandbox, and with an object that has the settings' {
        ($sandbox | Connect-MMAccount -PassThru).PageId | Should -Be $sandbox.PageId
        $settings = [pscustomobject]@{ AccessToken = $sandbox.AccessToken; AdAccountId = $sandbox.AdAccountId; PageId = $sandbox.PageId; BaseUri = $sandbox.BaseUri }
        ($settings | Connect-MMAccount -PassThru).PageId | Should -Be $sandbox.PageId
        $sandbox | Connect-MMAccount
    }

    It 'refuses an object without them by its number' {
        $failure = Get-Failure { [pscustomobject]@{ AdAccountId = '1'; Email = 'quux.person@example.com' } | Connect-MMAccount }
        Get-ErrorId $failure | Should -Be 'MMItemUnusable'
        Get-Said $failure | Should -Not -Match 'quux'
    }
}

Describe 'New-MMCustomAudience' {
    It 'creates an audience for each row with a name and a description' {
        $created = [pscustomobject]@{ Name = 'From a row'; Description = 'CRM export' }, [pscustomobject]@{ Name = 'From another'; Description = 'CRM export' } | New-MMCustomAudience
        $created.Name | Should -Be 'From a row', 'From another'
    }

    It 'combines -Name with the description of a row' {
        ([pscustomobject]@{ Description = 'CRM export' } | New-MMCustomAudience -Name 'Named').Description | Should -Be 'CRM export'
    }
}
