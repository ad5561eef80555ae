BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule

    # printf person1@example.com | sha256sum; printf 14155550101 | sha256sum
    $emailHash = '18c0922f0e3b9e9e84a5ded2ff107ab7cc938e72dd9f9c8db6baa701b734623d'
    $phoneHash = '593d115b750a7554f64953374e9e9662c90eaff983e9b7f82d638ddb0993c874'

    # Email addresses only: the phone numbers of New-Customer repeat after 100 people.
    function New-Person([int] $Count) { New-Customer $Count | Select-Object -Property Email }

    # Without the messages about columns, and without the warning about a missing suppression list.
    function Invoke-Removal([scriptblock] $Script) { & $Script 3>$null 6>$null }
}

AfterAll { Stop-MMSandbox }

Describe 'Remove-MMPerson' {
    BeforeEach {
        $sandbox = Connect-Sandbox @{ MatchRate = 1 }
        $spring = New-Audience $sandbox -Name 'Spring'
        $summer = New-Audience $sandbox -Name 'Summer'
        foreach ($audience in $spring, $summer) { New-Person 120 | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore -InformationAction Ignore | Out-Null }
        $list = "$TestDrive/$([guid]::NewGuid()).csv"
    }

    It 'removes a person from every audience, ends the subscription, and writes hashes to the suppression list' {
        $receipt = Invoke-Removal { Remove-MMPerson -Email 'Person1@example.com' -Phone '+1 (415) 555-0101' -SuppressPath $list -Confirm:$false }
        $spring.PeopleCount | Should -Be 119
        $summer.PeopleCount | Should -Be 119
        @(Get-MMSubscriptionToken).Count | Should -Be 119
        [IO.File]::ReadAllText($list) | Should -BeExactly "EMAIL,PHONE`n$emailHash,$phoneHash`n"
        $receipt | Should -HaveCount 1
        $receipt.People | Should -Be 1
        $receipt.AddedToSuppression | Should -Be 2
        $receipt.AudienceStatus | Should -Be 'Accepted'
        $receipt.SubscriptionStatus | Should -Be 'Accepted'
        $receipt.IsComplete | Should -BeTrue
        $receipt.CompletedAt | Should -BeGreaterOrEqual $receipt.StartedAt
        ($receipt | ConvertTo-Json) | Should -Not -Match 'example\.com|5550101|555-0101|[0-9a-f]{64}'
    }

    It 'calls the account once and the Page once, with hashes only' {
        Invoke-Removal { Remove-MMPerson -Email 'person1@example.com' -SuppressPath $list -Confirm:$false } | Out-Null
        $calls = $sandbox.Requests | Select-Object -Last 2
        "$($calls[0].Method) $($calls[0].Path)" | Should -Match "^DELETE .*/act_$($sandbox.AdAccountId)/usersofanyaudience$"
        "$($calls[1].Method) $($calls[1].Path)" | Should -Match "^POST .*/messaging_customer_base/unsubscribe$"
        $calls.Status | Should -Be 200, 200
    }

    It 'keeps erased people out of later uploads' {
        Invoke-Removal { New-Customer 3 | Remove-MMPerson -SuppressPath $list -Confirm:$false } | Out-Null
        $receipt = Invoke-Removal { New-Person 120 | Add-MMAudienceUser -AudienceId $spring.Id -SuppressPath $list }
        $receipt.Rows | Should -Be 117
        $spring.PeopleCount | Should -Be 117
    }

    It 'adds nobody twice when the same command runs again' {
        $first, $second = 1..2 | ForEach-Object { Invoke-Removal { New-Customer 3 | Remove-MMPerson -SuppressPath $list -Confirm:$false } }
        $first.AddedToSuppression | Should -Be 6
        $second.AddedToSuppression | Should -Be 0
        $second.IsComplete | Should -BeTrue
        [IO.File]::ReadAllLines($list).Count | Should -Be 4
    }

    It 'uses every email address and phone number of a row' {
        [pscustomobject]@{ Email = 'person1@example.com; person2@example.com'; 'Work email' = 'person3@example.com'; 'First name' = 'Ann' } | Export-Csv -LiteralPath "$TestDrive/several.csv" -NoTypeInformation
        $receipt = Invoke-Removal { Remove-MMPerson -Path "$TestDrive/several.csv" -SuppressPath $list -Confirm:$false }
        $receipt.People | Should -Be 1
        $receipt.Identifiers | Should -Be 3
        $spring.PeopleCount | Should -Be 117
        [IO.File]::ReadAllLines($list).Count | Should -Be 4
    }

    It 'accepts hashes' {
        Invoke-Removal { Remove-MMPerson -Email $emailHash -AlreadyHashed -SuppressPath $list -Confirm:$false } | Out-Null
        $spring.PeopleCount | Should -Be 119
        [IO.File]::ReadAllText($list) | Should -BeExactly "EMAIL,PHONE`n$emailHash,`n"
    }

    It 'ends the subscription of a Page-scoped ID as well' {
        $psid = (Send-MMSandboxMessage -Text 'Hello').Psid
        Send-MMOptInRequest -Psid $psid -Title 'News' -ImageUrl https://example.com/a.png | Out-Null
        Approve-MMSandboxOptIn -Psid $psid | Out-Null
        $receipt = Invoke-Removal { Remove-MMPerson -Email 'person1@example.com' -Psid $psid -SuppressPath $list -Confirm:$false }
        $receipt.SubscriptionStatus | Should -Be 'Accepted'
        @(Get-MMSubscriptionToken | Where-Object RecipientId -EQ $psid) | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        $calls = $sandbox.RequestCount
        Invoke-Removal { New-Customer 3 | Remove-MMPerson -SuppressPath $list -WhatIf } | Should -BeNullOrEmpty
        $sandbox.RequestCount | Should -Be $calls
        Test-Path -LiteralPath $list | Should -BeFalse
    }

    It 'warns without a suppression list' {
        Get-Warning { Remove-MMPerson -Email 'person1@example.com' -Confirm:$false } | Should -BeLike '*-SuppressPath*add these people again*'
        $spring.PeopleCount | Should -Be 119
    }

    It 'removes from the audiences and reports what is left when there is no Page token' {
        Connect-MMAccount -AccessToken $sandbox.AccessToken -AdAccountId $sandbox.AdAccountId -PageId $sandbox.PageId -BaseUri $sandbox.BaseUri
        $receipt = Invoke-Removal { New-Customer 3 | Remove-MMPerson -BatchSize 1 -SuppressPath $list -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable script:failures }
        $receipt.AudienceStatus | Should -Be 'Accepted', 'Accepted', 'Accepted'
        $receipt.SubscriptionStatus | Select-Object -Unique | Should -Be 'NotSent'
        $receipt.SubscriptionErrorId | Select-Object -Unique | Should -Be 'MMPageTokenMissing'
        "$($receipt[0].Remaining)" | Should -Be 'Subscriptions'
        $failures | Should -HaveCount 1
        Get-ErrorId $failures[0] | Should -Be 'MMPageTokenMissing'
        $spring.PeopleCount | Should -Be 117
    }

    It 'ends the subscription although the audiences cannot be changed, and completes in the next run' {
        $sandbox.FailNext('100')
        $receipt = Invoke-Removal { Remove-MMPerson -Email 'person1@example.com' -SuppressPath $list -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable script:failures }
        Get-ErrorId $failures[0] | Should -Be 'MMInvalidParameter'
        $receipt.AudienceStatus | Should -Be 'Rejected'
        $receipt.AudienceErrorId | Should -Be 'MMInvalidParameter'
        $receipt.SubscriptionStatus | Should -Be 'Accepted'
        "$($receipt.Remaining)" | Should -Be 'Audiences'
        $spring.PeopleCount | Should -Be 120
        (Invoke-Removal { Remove-MMPerson -Email 'person1@example.com' -SuppressPath $list -Confirm:$false }).IsComplete | Should -BeTrue
        $spring.PeopleCount | Should -Be 119
    }

    It 'adds the person to the suppression list if nothing can be sent' {
        Connect-MMAccount -AccessToken $sandbox.AccessToken -PageAccessToken $sandbox.PageAccessToken -AdAccountId $sandbox.AdAccountId -PageId $sandbox.PageId -BaseUri $sandbox.BaseUri -MaxRetryCount 0
        Stop-MMSandbox $sandbox
        $receipt = Invoke-Removal { Remove-MMPerson -Email 'person1@example.com' -SuppressPath $list -Confirm:$false -ErrorAction SilentlyContinue -Context (Get-MMContext) }
        [IO.File]::ReadAllText($list) | Should -BeExactly "EMAIL,PHONE`n$emailHash,`n"
        "$($receipt.Remaining)" | Should -Be 'Audiences Subscriptions'
    }

    It 'reports unusable rows by number, and erases the others' {
        $rows = @{ Email = 'nobody' }, @{ Email = 'person1@example.com' } | ForEach-Object { [pscustomobject]$_ }
        $receipt = Invoke-Removal { $rows | Remove-MMPerson -SuppressPath $list -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable script:failures }
        $receipt.People | Should -Be 1
        $receipt.Rejected | Should -Be 1
        "$($receipt.Remaining)" | Should -Be 'RejectedRows'
        Get-ErrorId $failures[0] | Should -Be 'MMPersonNotErased'
        "$($failures[0])" | Should -BeLike '1 row has no usable*NotAnEmailAddress*first rows: 1*'
        "$($failures[0])" | Should -Not -Match 'nobody'
    }

    It 'warns about an unusable phone number next to an email address' {
        $warnings = Get-Warning { Remove-MMPerson -Email 'person1@example.com' -Phone '415 555 0101' -SuppressPath $list -Confirm:$false }
        $warnings | Should -BeLike '*PHONE NoCallingCode*'
    }

    It 'reports the columns that it does not use' {
        $said = New-Customer 1 | Remove-MMPerson -SuppressPath $list -Confirm:$false 6>&1 | Where-Object { $_ -is [Management.Automation.InformationRecord] }
        "$said" | Should -Be 'People are identified by Email, Phone. Not used: First name, Last name.'
    }

    It 'refuses <What> as the suppression list and leaves it unchanged' -ForEach @(
        @{ What = 'a list of plain addresses'; Text = "Email,Phone`nann@example.com,+12025550101`n" }
        @{ What = 'other data'; Text = "Name;City`nAnn;Paris`n" }
        @{ What = 'a list with another column'; Text = "Email,Phone,Note`n" }
        @{ What = 'text'; Text = 'hello' }
    ) {
        [IO.File]::WriteAllText($list, $Text)
        $calls = $sandbox.RequestCount
        $failure = Get-Failure { Remove-MMPerson -Email 'person1@example.com' -SuppressPath $list -Confirm:$false 6>$null }
        Get-ErrorId $failure | Should -Be 'MMFileForeign'
        [IO.File]::ReadAllText($list) | Should -BeExactly $Text
        $sandbox.RequestCount | Should -Be $calls
        "$failure" | Should -Not -Match 'ann@|Paris'
    }

    It 'refuses the list itself as the suppression list' {
        New-Customer 1 | Export-Csv -LiteralPath $list -NoTypeInformation
        Get-ErrorId (Get-Failure { Remove-MMPerson -Path $list -SuppressPath $list -Confirm:$false }) | Should -Be 'MMPathTaken'
    }

    It 'needs an email address or a phone number' {
        Get-ErrorId (Get-Failure { Remove-MMPerson -Psid 1234567 -SuppressPath $list -Confirm:$false 6>$null }) | Should -Be 'MMIdentifierMissing'
    }

    It 'treats a response without the counts as unexpected' {
        $server = Start-FakeServer { param($Method) if ($Method -eq 'DELETE') { @{ Status = 200; Body = '{"id":"1"}' } } else { @{ Status = 200; Body = '{"invalid_rows_count":0}' } } }
        try {
            Connect-MMAccount -AccessToken (ConvertTo-Secret 'EAAsynthetic') -PageAccessToken (ConvertTo-Secret 'EAAsyntheticpage') -AdAccountId 1 -PageId 2 -BaseUri $server.BaseUri -MaxRetryCount 0
            $receipt = Invoke-Removal { Remove-MMPerson -Email 'person1@example.com' -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable script:failures }
            Get-ErrorId $failures[0] | Should -Be 'MMUnexpectedAnswer'
            $receipt.AudienceStatus | Should -Be 'Unknown'
            $receipt.SubscriptionStatus | Should -Be 'Accepted'
        } finally {
            Stop-FakeServer $server
        }
    }
}

Describe 'Remove-MMPerson -StatePath' {
    BeforeAll {
        $sandbox = Connect-Sandbox @{ MatchRate = 1 }
        $audience = New-Audience $sandbox
        $people = "$TestDrive/people.csv"
        $state = "$TestDrive/people.state"
        $list = "$TestDrive/erased.csv"
        New-Person 120 | Export-Csv -LiteralPath $people -NoTypeInformation
        Sync-MMAudienceUser -AudienceId $audience.Id -Path $people -StatePath $state -WarningAction Ignore -InformationAction Ignore | Out-Null
    }

    It 'deletes the people from the state, so that the next sync has nothing to do' {
        $receipt = Invoke-Removal { New-Person 3 | Remove-MMPerson -SuppressPath $list -StatePath $state -Confirm:$false }
        $receipt.RemovedFromStates | Should -Be 3
        $receipt.IsComplete | Should -BeTrue
        $audience.PeopleCount | Should -Be 117
        (Get-MMAudienceUpload -StatePath $state).People | Should -Be 117
        $calls = $sandbox.RequestCount
        Sync-MMAudienceUser -AudienceId $audience.Id -Path $people -StatePath $state -SuppressPath $list -WarningAction Ignore -InformationAction Ignore | Out-Null
        $audience.PeopleCount | Should -Be 117
        @($sandbox.Requests | Select-Object -Last ($sandbox.RequestCount - $calls) | Where-Object Path -Like '*/users') | Should -BeNullOrEmpty
    }

    It 'warns that another identifier is left, and the next sync removes it' {
        $phone = '+1 202 555 0199'
        $rows = @(New-Customer 20 | Select-Object -Property Email, Phone) + [pscustomobject]@{ Email = 'household@example.com'; Phone = $phone }
        $small = "$TestDrive/small.state"
        $family = New-Audience $sandbox -Name 'Small'
        $rows | Sync-MMAudienceUser -AudienceId $family.Id -StatePath $small -WarningAction Ignore -InformationAction Ignore | Out-Null
        $family.Contains('household@example.com'), $family.Contains($phone) | Should -Be $true, $true
        $receipt = Remove-MMPerson -Email 'household@example.com' -SuppressPath "$TestDrive/small.csv" -StatePath $small -Confirm:$false -WarningVariable warned -WarningAction SilentlyContinue -InformationAction Ignore
        $receipt.RemovedFromStates, $receipt.LeftInStates, $receipt.IsComplete | Should -Be 1, 1, $true
        ($receipt | Format-List | Out-String) | Should -Match 'Left in states +: 1'
        "$warned" | Should -Match '^1 row of the states has another email address or phone number, which was not given.*all email addresses and phone numbers of each person'
        (Get-MMAudienceUpload -StatePath $small).People | Should -Be 21
        $rows | Sync-MMAudienceUser -AudienceId $family.Id -StatePath $small -SuppressPath "$TestDrive/small.csv" -WarningAction Ignore -InformationAction Ignore | Out-Null
        (Get-MMAudienceUpload -StatePath $small).People | Should -Be 20
        @($sandbox.Requests | Where-Object { $_.Method -eq 'DELETE' -and $_.Path -like "*/$($family.Id)/users" }) | Should -HaveCount 1
    }

    It 'changes nothing when Meta does not accept the removal' {
        $before = (Get-FileHash -LiteralPath $state).Hash
        $sandbox.FailNext('100')
        $receipt = Invoke-Removal { Remove-MMPerson -Email 'person9@example.com' -SuppressPath $list -StatePath $state -Confirm:$false -ErrorAction SilentlyContinue }
        $receipt.RemovedFromStates | Should -Be 0
        $receipt.Remaining | Should -Be 'Audiences', 'States'
        (Get-FileHash -LiteralPath $state).Hash | Should -Be $before
    }

    It 'reports a state that cannot be changed as left, and changes the others' {
        $other = "$TestDrive/other.state"
        Copy-Item -LiteralPath $state -Destination $other

        # What locks a state while a sync runs.
        $lock = [IO.File]::Open("$other.log", 'Create', 'ReadWrite', 'None')
        try {
            $receipt = Remove-MMPerson -Email 'person12@example.com' -SuppressPath $list -StatePath $other, $state -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue 3>$null 6>$null
        }
        finally { $lock.Dispose(); Remove-Item -LiteralPath "$other.log" }
        $failures | ForEach-Object { Get-ErrorId $_ } | Should -Be 'MMFileInUse'
        "$failures" | Should -Match 'still in it.*Run the same command again'
        $receipt.Remaining | Should -Be 'States'
        $receipt.RemovedFromStates | Should -Be 1
        $receipt = Invoke-Removal { Remove-MMPerson -Email 'person12@example.com' -SuppressPath $list -StatePath $other, $state -Confirm:$false }
        $receipt.RemovedFromStates | Should -Be 1
        $receipt.IsComplete | Should -BeTrue
    }

    It 'changes no state with -WhatIf' {
        $before = (Get-FileHash -LiteralPath $state).Hash
        Remove-MMPerson -Email 'person9@example.com' -SuppressPath $list -StatePath $state -WhatIf 3>$null 6>$null | Should -BeNullOrEmpty
        (Get-FileHash -LiteralPath $state).Hash | Should -Be $before
    }

    It 'refuses <What> before anything is sent' -ForEach @(
        @{ What = 'a state that there is not'; Get = { "$TestDrive/none.state" }; Id = 'MMFileNotFound' }
        @{ What = 'another file'; Get = { $people }; Id = 'MMFileForeign' }
    ) {
        $calls = $sandbox.RequestCount
        Get-ErrorId (Get-Failure { Remove-MMPerson -Email 'person9@example.com' -SuppressPath $list -StatePath (& $Get) -Confirm:$false }) | Should -Be $Id
        $sandbox.RequestCount | Should -Be $calls
    }
}
