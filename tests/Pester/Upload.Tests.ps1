BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $sandbox = Connect-Sandbox
}

AfterAll { Stop-MMSandbox }

Describe 'The receipt of a batch' {
    BeforeEach { $audience = New-Audience $sandbox }

    It 'reports the sent rows and the result' {
        $rows = @(New-Customer 4) + [pscustomobject]@{ Email = 'not an address' }
        $receipt = $rows | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore
        $receipt.PSObject.Properties.Name | Should -Be @(
            'AudienceId', 'RunId', 'Action', 'Batch', 'FirstRow', 'LastRow', 'Rows', 'FurtherRows', 'Rejected', 'Received', 'Invalid', 'InvalidSamples',
            'SubscribersReceived', 'SubscribersInvalid', 'SessionId', 'Status', 'Host', 'SentAt', 'Duration')
        $receipt.AudienceId | Should -Be $audience.Id
        $receipt.Batch | Should -Be 1
        $receipt.FirstRow | Should -Be 1
        $receipt.LastRow | Should -Be 5
        $receipt.Rows | Should -Be 4
        $receipt.Rejected | Should -Be 1
        $receipt.Received | Should -Be 4
        $receipt.Invalid | Should -Be 0
        $receipt.InvalidSamples | Should -BeNullOrEmpty
        $receipt.SessionId | Should -Match '^\d+$'
        $receipt.Status | Should -Be 'Accepted'
        $receipt.Duration | Should -BeOfType ([timespan])
    }

    It 'is written for every -BatchSize rows' {
        $receipts = New-Customer 250 | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 100 | Sort-Object -Property Batch
        $receipts.Rows | Should -Be 100, 100, 50
        $receipts.FirstRow | Should -Be 1, 101, 201
        $receipts.SessionId | Select-Object -Unique | Should -HaveCount 3
        $audience.Batches | Should -Be 3
        $audience.RowsReceived | Should -Be 250
    }

    It 'contains at most 10,000 rows' {
        { New-Customer | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 10001 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        { New-Customer | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 0 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'is written immediately, while rows are still being read' {
        $state = @{ Read = 0; Seen = $null }
        1..4000 | ForEach-Object { $state.Read++; @{ Email = "person$_@example.com" } } |
            Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 50 |
            ForEach-Object { if (-not $state.Seen) { $state.Seen = $state.Read } }
        $state.Read | Should -Be 4000
        $state.Seen | Should -BeLessThan 4000
    }

    It 'maps the rows that the server calls invalid to their numbers in the list' {
        # The answer repeats the row as it was sent, as recorded traffic does. This is the hash of jane@example.com.
        $server = Start-FakeServer {
            @{ Status = 200; Body = '{"audience_id":"7","session_id":"9007199254740993","num_received":2,"num_invalid_entries":1,"invalid_entry_samples":{"[\"8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d\"]":"wrong in some way"},"subscription_info":{"messenger":{"num_subscribers_received":2,"num_subscribers_invalid_entries":1}}}' }
        }
        try {
            $context = Connect-MMAccount -AccessToken (ConvertTo-Secret 'EAAsynthetictoken0001') -AdAccountId 1 -PageId 2 -BaseUri $server.BaseUri -PassThru
            $rows = @{ Email = 'john@example.com' }, @{ Email = 'nonsense' }, @{ Email = 'jane@example.com' }
            $receipt = $rows | Add-MMAudienceUser -AudienceId 7 -Context $context -WarningAction Ignore
        } finally {
            Stop-FakeServer $server
            $sandbox | Connect-MMAccount
        }

        $receipt.Invalid | Should -Be 1
        $receipt.InvalidSamples.Row | Should -Be 3
        $receipt.InvalidSamples.Reason | Should -Be 'wrong in some way'
        ($receipt | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv).InvalidSamples | Should -Be 'row 3: wrong in some way'
        $receipt.SubscribersReceived | Should -Be 2
        $receipt.SubscribersInvalid | Should -Be 1
        $receipt.SessionId | Should -Be '9007199254740993'
    }
}

Describe 'Rejected rows' {
    BeforeEach {
        $audience = New-Audience $sandbox
        $rows = @(
            [pscustomobject]@{ Email = 'ann@example.com'; Phone = '+1 415 555 0101'; Country = 'US' }
            [pscustomobject]@{ Email = 'not an address'; Phone = ''; Country = 'US' }
            [pscustomobject]@{ Email = ''; Phone = '12'; Country = 'US' }
            [pscustomobject]@{ Email = ''; Phone = ''; Country = 'US' }
            [pscustomobject]@{ Email = 'bob@example.com'; Phone = ''; Country = 'Atlantis' }
        )
    }

    It 'are counted by reason in one warning, and the others are sent' {
        $warnings = Get-Warning { $script:receipt = $rows | Add-MMAudienceUser -AudienceId $audience.Id }
        $receipt.Rows | Should -Be 2
        $receipt.Rejected | Should -Be 3
        $audience.PeopleCount | Should -Be 2
        @($warnings -match 'rejected').Count | Should -Be 1
        "$warnings" | Should -Match '3 of 5 rows'
        "$warnings" | Should -Match 'EMAIL NotAnEmailAddress'
        "$warnings" | Should -Match 'PHONE TooFewDigits'
        "$warnings" | Should -Match 'NoIdentifier'
        "$warnings" | Should -Match 'COUNTRY NotRecognized'
        "$warnings" | Should -Match '-RejectPath'
    }

    It 'are all listed with -RejectPath, without any value' {
        $path = "$TestDrive/rejects.csv"
        $warnings = Get-Warning { $rows | Add-MMAudienceUser -AudienceId $audience.Id -RejectPath $path }
        "$warnings" | Should -Not -Match '-RejectPath'
        $rejects = Import-Csv -LiteralPath $path
        $rejects[0].PSObject.Properties.Name | Should -Be 'List', 'Row', 'Key', 'Reason', 'RowRejected'
        ($rejects | Where-Object RowRejected -EQ 'True').Row | Select-Object -Unique | Should -Be '2', '3', '4'
        ($rejects | Where-Object { $_.Row -eq '5' }).Reason | Should -Be 'NotRecognized'
        ($rejects | Where-Object { $_.Row -eq '5' }).RowRejected | Should -Be 'False'
        Get-Content -LiteralPath $path -Raw | Should -Not -Match '@|not an address|Atlantis'
    }

    It 'are listed by file, in the order of the list' {
        Set-Content -LiteralPath "$TestDrive/one.csv" -Value (@('Email') + (1..30 | ForEach-Object { "bad$_" }))
        Set-Content -LiteralPath "$TestDrive/two.csv" -Value 'Email', 'bad'
        $path = "$TestDrive/ordered.csv"
        Add-MMAudienceUser -AudienceId $audience.Id -Path "$TestDrive/one.csv", "$TestDrive/two.csv" -BatchSize 3 -RejectPath $path -WarningAction Ignore | Out-Null
        $rejects = Import-Csv -LiteralPath $path
        @($rejects | Where-Object List -EQ 'one.csv').Row | Should -Be (1..30)
        @($rejects | Where-Object List -EQ 'two.csv').Row | Should -Be 1
    }

    It 'do not make an empty batch' {
        $calls = $sandbox.RequestCount
        $receipt = @{ Email = 'bad' } | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore
        $receipt.Status | Should -Be 'NotSent'
        $receipt.Rejected | Should -Be 1
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'require a writable -RejectPath, or nothing is sent' {
        $calls = $sandbox.RequestCount
        $failure = Get-Failure { $rows | Add-MMAudienceUser -AudienceId $audience.Id -RejectPath "$TestDrive/none/rejects.csv" }
        Get-ErrorId $failure | Should -Be 'MMFileNotFound'
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'require disk space for -RejectPath before anything is sent' -Skip:(-not (Test-Path /dev/full)) {
        Get-ErrorId (Get-Failure { $rows | Add-MMAudienceUser -AudienceId $audience.Id -RejectPath /dev/full }) | Should -Be 'MMFileNotAccessible'
        $audience.RowsReceived | Should -Be 0
    }
}

Describe 'A warning' {
    BeforeEach { $audience = New-Audience $sandbox }

    It 'reports a list of fewer than 100 rows, for which Meta has no tokens' {
        Get-Warning { New-Customer 99 | Add-MMAudienceUser -AudienceId $audience.Id } | Should -Match '99 rows.*100'
        Get-Warning { New-Customer 100 | Add-MMAudienceUser -AudienceId $audience.Id } | Should -BeNullOrEmpty
    }

    It 'reports phone numbers whose country is unknown' {
        "$(Get-Warning { @{ Phone = '(415) 555-0101' } | Add-MMAudienceUser -AudienceId $audience.Id })" | Should -Match '1 phone number has no country calling code'
        Get-Warning { @{ Phone = '(415) 555-0101' } | Add-MMAudienceUser -AudienceId $audience.Id -DefaultCountry US } | Should -Not -Match 'calling code'
    }
}

Describe 'One person by parameters' {
    BeforeEach { $audience = New-Audience $sandbox }

    It 'is added by e-mail address, phone number and more' {
        $receipt = Add-MMAudienceUser -AudienceId $audience.Id -Email 'John@example.com' -Phone '+1 415 555 0123' -FirstName John -LastName Example `
            -Gender m -DateOfBirth ([datetime]'1990-04-05') -City London -State CA -PostalCode 94035 -Country US -ExternalId C-1
        $receipt.Rows | Should -Be 1
        $receipt.Status | Should -Be 'Accepted'
        # SHA-256 of john@example.com, by sha256sum.
        $audience.Contains('855f96e983f1f8e8be944692b6f719fd54329826cb62e98015efee8e2e071dd4') | Should -BeTrue
    }

    It 'causes no warning about a short list' {
        Get-Warning { Add-MMAudienceUser -AudienceId $audience.Id -Email 'john@example.com' } | Should -BeNullOrEmpty
    }

    It 'needs an e-mail address or a phone number' {
        $failure = Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id -FirstName John }
        Get-ErrorId $failure | Should -Be 'MMIdentifierMissing'
        "$failure" | Should -Match '-Email or -Phone'
    }

    It 'is added to every audience of the pipeline' {
        $pipeline = Connect-Sandbox
        $one = New-Audience $pipeline -Name 'One'
        $two = New-Audience $pipeline -Name 'Two'
        (Get-MMAudience | Add-MMAudienceUser -Email 'john@example.com').Status | Should -Be 'Accepted', 'Accepted'
        $one.PeopleCount | Should -Be 1
        $two.PeopleCount | Should -Be 1
        $sandbox | Connect-MMAccount
    }
}

Describe '-AlreadyHashed' {
    BeforeEach { $audience = New-Audience $sandbox }

    It 'sends hashes in lowercase, and rejects other values' {
        $hash = '855F96E983F1F8E8BE944692B6F719FD54329826CB62E98015EFEE8E2E071DD4'
        $rows = @{ Email = $hash }, @{ Email = 'john@example.com' }, @{ Email = '1f3870be274f6c49b3e31a0c6728957f' }
        $warnings = Get-Warning { $script:receipt = $rows | Add-MMAudienceUser -AudienceId $audience.Id -AlreadyHashed }
        $receipt.Rows | Should -Be 1
        $receipt.Rejected | Should -Be 2
        $audience.Contains($hash.ToLowerInvariant()) | Should -BeTrue
        "$warnings" | Should -Match 'NotSha256'
    }

    It 'accepts the output of ConvertTo-MMHashedUser' {
        (New-Customer 3 | ConvertTo-MMHashedUser | Add-MMAudienceUser -AudienceId $audience.Id -AlreadyHashed -WarningAction Ignore).Rows | Should -Be 3
        $audience.PeopleCount | Should -Be 3
        New-Customer 3 | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore | Out-Null
        $audience.PeopleCount | Should -Be 3
    }
}
