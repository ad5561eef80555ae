BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
}

AfterAll { Stop-MMSandbox }

Describe 'New-MMCustomAudience' {
    BeforeAll { $sandbox = Connect-Sandbox }

    It 'creates an audience for the Page of the context' {
        $audience = New-MMCustomAudience -Name 'Spring' -Description 'CRM export'
        $audience.Id | Should -Match '^\d+$'
        $audience.Name | Should -Be 'Spring'
        $audience.Description | Should -Be 'CRM export'
        $audience.Subtype | Should -Be 'CUSTOM'
        $audience.MessengerMarketingMessagesPage | Should -Be $sandbox.PageId
    }

    It 'creates an audience that the list of Messenger audiences contains' {
        $audience = New-MMCustomAudience -Name 'Summer' -Description 'x'
        (Get-MMAudience -Name 'Summer').Id | Should -Be $audience.Id
    }

    It 'accepts name and description by position, and from the pipeline by name' {
        (New-MMCustomAudience 'By position' 'x').Name | Should -Be 'By position'
        $rows = [pscustomobject]@{ Name = 'One'; Description = 'x' }, [pscustomobject]@{ Name = 'Two'; Description = 'y' }
        ($rows | New-MMCustomAudience).Name | Should -Be 'One', 'Two'
    }

    It 'creates nothing with -WhatIf' {
        $calls = $sandbox.RequestCount
        New-MMCustomAudience -Name 'Never' -Description 'x' -WhatIf | Should -BeNullOrEmpty
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'refuses a blank name and continues with the next' {
        $rows = [pscustomobject]@{ Name = ' '; Description = 'x' }, [pscustomobject]@{ Name = 'After a blank'; Description = 'x' }
        $created = $rows | New-MMCustomAudience -ErrorAction SilentlyContinue -ErrorVariable failures
        $created.Name | Should -Be 'After a blank'
        Get-ErrorId $failures[0] | Should -Be 'MMInvalidArgument'
    }

    It 'warns about another audience with the same name, ignoring case' {
        $first = New-MMCustomAudience -Name 'Loyal' -Description 'x'
        Get-Warning { New-MMCustomAudience -Name 'Loyal customers' -Description 'x' } | Should -BeNullOrEmpty
        Get-Warning { New-MMCustomAudience -Name 'loyal' -Description 'x' } | Should -BeLike "Audience $($first.Id) also has the name 'loyal'.*"
        Get-Warning { New-MMCustomAudience -Name 'Loyal' -Description 'x' -WhatIf } | Should -BeNullOrEmpty
    }

    It 'finds the created audience after a lost response instead of creating a second one' {
        $sandbox.FailNext('DroppedAfterProcessing')
        $audience = New-MMCustomAudience -Name 'Lost answer' -Description 'x'
        @($sandbox.Audiences | Where-Object Name -EQ 'Lost answer').Id | Should -Be $audience.Id
    }
}

Describe 'Get-MMAudience' {
    BeforeAll {
        $sandbox = Connect-Sandbox
        $ids = 1..3 | ForEach-Object { (New-MMCustomAudience -Name "Spring $_" -Description 'x').Id }
        $ids += (New-MMCustomAudience -Name 'Autumn' -Description 'x').Id
    }

    It 'lists all of them with counts and states' {
        $audiences = Get-MMAudience
        $audiences.Count | Should -Be 4
        $audiences[0].PSObject.Properties.Name | Should -Contain 'ApproximateCountLowerBound'
        $audiences[0].OperationStatusCode | Should -Be 200
        $audiences[0].TimeCreated | Should -BeOfType ([DateTimeOffset])
    }

    It 'finds audiences by name, ignoring case, with or without wildcards' {
        (Get-MMAudience -Name 'autumn').Id | Should -Be $ids[3]
        (Get-MMAudience 'Spring*').Count | Should -Be 3
        (Get-MMAudience -Name 'Autumn', 'Spring 1').Count | Should -Be 2
        Get-MMAudience -Name 'Winter*' | Should -BeNullOrEmpty
    }

    It 'reports a name that does not exist' {
        $failure = Get-Failure { Get-MMAudience -Name 'Winter' }
        Get-ErrorId $failure | Should -Be 'MMAudienceNotFound'
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure.TargetObject | Should -Be 'Winter'
    }

    It 'finds audiences by ID, and continues after an ID that does not exist' {
        $found = Get-MMAudience -Id $ids[0], '99', $ids[1] -ErrorAction SilentlyContinue -ErrorVariable failures
        $found.Name | Should -Be 'Spring 1', 'Spring 2'
        Get-ErrorId $failures[0] | Should -Be 'MMNotFound'
        $failures[0].TargetObject | Should -Be '99'
    }

    It 'accepts IDs from the pipeline: of audiences and of receipts' {
        (Get-MMAudience -Name 'Spring*' | Get-MMAudience).Count | Should -Be 3
        ([pscustomobject]@{ AudienceId = $ids[3] } | Get-MMAudience).Name | Should -Be 'Autumn'
    }

    It 'accepts its own output, and an exact name in place of an ID' {
        $autumn = Get-MMAudience -Name 'Autumn'
        (Get-MMAudience $autumn).Id | Should -Be $ids[3]
        (Get-MMAudience $ids[3]).Name | Should -Be 'Autumn'
        (Get-MMAudience -Id $autumn).Id | Should -Be $ids[3]
        (Get-MMAudience -Id 'Autumn', $ids[0]).Name | Should -Be 'Autumn', 'Spring 1'
        ('Spring 2', $autumn | Get-MMAudience).Name | Should -Be 'Spring 2', 'Autumn'
        $failure = Get-Failure { Get-MMAudience -Id 'Automn' }
        Get-ErrorId $failure | Should -Be 'MMAudienceNotFound'
        "$failure" | Should -Match "Did you mean 'Autumn'"
    }

    It 'prefers the exact name if several names differ only in case' {
        $upper = (New-MMCustomAudience -Name 'WINTER' -Description 'x').Id
        $lower = (New-MMCustomAudience -Name 'Winter' -Description 'x').Id
        (Get-MMAudience -Id 'Winter').Id | Should -Be $lower
        (Get-MMAudience -Id 'WINTER').Id | Should -Be $upper
        (New-Customer 2 | Add-MMAudienceUser -AudienceId 'Winter' -WarningAction Ignore).AudienceId | Should -Be $lower
        $failure = Get-Failure { Get-MMAudience -Id 'winter' }
        Get-ErrorId $failure | Should -Be 'MMAudienceAmbiguous'
        "$failure" | Should -Match $upper
        $lower, $upper | Remove-MMCustomAudience -Confirm:$false
    }

    It 'reads all pages, and stops calling when the pipeline stops' {
        $many = Connect-Sandbox
        1..101 | ForEach-Object { New-MMCustomAudience -Name "Audience $_" -Description 'x' } | Out-Null
        $before = $many.RequestCount
        (Get-MMAudience).Count | Should -Be 101
        $many.RequestCount - $before | Should -Be 2
        $before = $many.RequestCount
        Get-MMAudience | Select-Object -First 1 | Should -Not -BeNullOrEmpty
        $many.RequestCount - $before | Should -Be 1
    }
}

Describe 'Remove-MMCustomAudience' {
    BeforeEach {
        $sandbox = Connect-Sandbox
        $ids = 1..2 | ForEach-Object { (New-MMCustomAudience -Name "Audience $_" -Description 'x').Id }
    }

    It 'deletes by id' {
        Remove-MMCustomAudience -Id $ids[0] -Confirm:$false | Should -BeNullOrEmpty
        $sandbox.Audiences.Id | Should -Be $ids[1]
    }

    It 'deletes audiences from the pipeline' {
        Get-MMAudience | Remove-MMCustomAudience -Confirm:$false
        $sandbox.Audiences | Should -BeNullOrEmpty
    }

    It 'deletes by exact name, and shows the ID and name in its prompt' {
        $said = Invoke-Process -Variables @{ TEST_URI = "$($sandbox.BaseUri)"; TEST_TOKEN = ConvertFrom-Secret $sandbox.AccessToken; TEST_ACCOUNT = $sandbox.AdAccountId; TEST_PAGE = $sandbox.PageId } -Script "
            Import-Module '$(Get-StagedModule)' -DisableNameChecking
            Connect-MMAccount -BaseUri `$env:TEST_URI -AccessToken (ConvertTo-SecureString `$env:TEST_TOKEN -AsPlainText -Force) -AdAccountId `$env:TEST_ACCOUNT -PageId `$env:TEST_PAGE
            Remove-MMCustomAudience 'Audience 2' -WhatIf"
        "$said" | Should -Match "`"Delete`" on target `"custom audience $($ids[1]) 'Audience 2'`""
        Remove-MMCustomAudience 'Audience 2' -Confirm:$false
        $sandbox.Audiences.Id | Should -Be $ids[0]
    }

    It 'deletes nothing if the name differs in case or is ambiguous' {
        $failure = Get-Failure { Remove-MMCustomAudience 'AUDIENCE 1' -Confirm:$false }
        Get-ErrorId $failure | Should -Be 'MMAudienceNotFound'
        "$failure" | Should -Match "Did you mean 'Audience 1'"
        [void](New-MMCustomAudience -Name 'Audience 1' -Description 'x')
        Get-ErrorId (Get-Failure { Remove-MMCustomAudience 'Audience 1' -Confirm:$false }) | Should -Be 'MMAudienceAmbiguous'
        $sandbox.Audiences.Count | Should -Be 3
    }

    It 'deletes the output of Get-MMAudience, also as an argument' {
        Remove-MMCustomAudience (Get-MMAudience) -Confirm:$false
        $sandbox.Audiences | Should -BeNullOrEmpty
    }

    It 'deletes nothing with -WhatIf' {
        Remove-MMCustomAudience -Id $ids -WhatIf
        $sandbox.Audiences.Count | Should -Be 2
    }

    It 'reports an audience that does not exist, and continues' {
        Remove-MMCustomAudience -Id '99', $ids[0] -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures
        Get-ErrorId $failures[0] | Should -Be 'MMNotFound'
        $sandbox.Audiences.Id | Should -Be $ids[1]
    }

    It 'treats a deletion with a lost response as done' {
        $sandbox.FailNext('DroppedAfterProcessing')
        { Remove-MMCustomAudience -Id $ids[0] -Confirm:$false } | Should -Not -Throw
        $sandbox.Audiences.Id | Should -Be $ids[1]
    }
}

Describe 'Set-MMCustomAudience' {
    BeforeEach {
        $sandbox = Connect-Sandbox
        $audience = New-Audience $sandbox
    }

    AfterEach { Stop-MMSandbox $sandbox }

    It 'changes only the specified properties' {
        $changed = Set-MMCustomAudience -Id $audience.Id -Name 'Summer' -Label RECENT_PURCHASERS, at_risk -OptOutLink https://example.com/out -PassThru
        $changed.Name | Should -Be 'Summer'
        $changed.Description | Should -Be 'CRM export'
        "$($changed.Labels)" | Should -Be 'RECENT_PURCHASERS AT_RISK'
        $changed.OptOutLink | Should -Be 'https://example.com/out'
        (Get-MMAudience -Id $audience.Id | Set-MMCustomAudience -Label @() -Description '' -PassThru).Labels | Should -HaveCount 0
        $audience.Description | Should -Be ''
    }

    It 'writes nothing without -PassThru, and sends nothing with -WhatIf' {
        Set-MMCustomAudience $audience.Id -Name 'Summer' -WhatIf 6>$null
        $audience.Name | Should -Be 'Spring'
        Set-MMCustomAudience 'Spring' -Name 'Summer' | Should -BeNullOrEmpty
        $audience.Name | Should -Be 'Summer'
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'a call that changes nothing'; With = @{}; Id = 'MMInvalidArgument' }
        @{ What = 'a link by http'; With = @{ OptOutLink = 'http://example.com' }; Id = 'MMInvalidArgument' }
        @{ What = 'a label that there is not'; With = @{ Label = 'FRIENDS' }; Id = 'ParameterArgumentValidationError' }
    ) {
        $calls = $sandbox.RequestCount
        Get-ErrorId (Get-Failure { Set-MMCustomAudience -Id $audience.Id @With }) | Should -Be $Id
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'completes all 19 labels' {
        $line = 'Set-MMCustomAudience 1 -Label '
        (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches | Should -HaveCount 19
    }

    It 'advises on a restricted audience' {
        $audience.OperationStatus = 471
        $audience.ViolatingFields = 'name', 'description'
        $failure = Get-Failure { Set-MMCustomAudience $audience.Id -Name 'Summer' }
        Get-ErrorId $failure | Should -Be 'MMAudienceRestricted'
        "$failure" | Should -Match 'Appeal in Audience Manager'
        Get-Warning { Get-MMAudience -Id $audience.Id } | Should -BeLike '*restricted (operation status 471)*Meta objects to: name, description.*'
        (Get-MMAudience -Id $audience.Id -WarningAction Ignore | Format-List | Out-String) | Should -Match 'Violating\s*: name, description'
    }
}

Describe 'An unused audience' {
    BeforeAll {
        $sandbox = Connect-Sandbox
        $audience = New-Audience $sandbox
    }

    AfterAll { Stop-MMSandbox $sandbox }

    It 'shows the day on which Meta deletes it, with a warning' {
        Get-Warning { Get-MMAudience } | Should -BeNullOrEmpty
        $audience.OperationStatus = 100
        $day = (Get-Date).ToUniversalTime().AddDays(90).ToString('yyyy-MM-dd')
        Get-Warning { Get-MMAudience } | Should -BeLike "Meta deletes audience $($audience.Id) on $day*"
        (Get-MMAudience -WarningAction Ignore).DeleteTime.UtcDateTime.ToString('yyyy-MM-dd') | Should -Be $day
    }
}
