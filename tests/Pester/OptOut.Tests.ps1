# People who opted out: entries of -SuppressPath that cannot be compared, and the consent columns of a list.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $exports = Join-Path (Split-Path $PSScriptRoot) 'data/exports'
    $sandbox = Connect-Sandbox
    $national = "$TestDrive/national.csv"
    [IO.File]::WriteAllLines($national, [string[]](@('Phone') + (1000..1999 | ForEach-Object { "(202) 555-$_" })))
    $people = 1000..1999 | ForEach-Object { [pscustomobject]@{ Email = "person$_@example.com"; Phone = "+1202555$_" } }

    function Get-Line([scriptblock]$Script) { @(& $Script 6>&1 3>&1 | Where-Object { "$_" -like 'Rows whose consent column says no*' } | ForEach-Object { "$_" }) }
}

AfterAll { Stop-MMSandbox }

Describe 'A suppression file with entries that cannot be compared' {
    BeforeEach { $audience = New-Audience $sandbox }

    It 'stops the upload before anything is sent, with the count, the rows and what to do' {
        $failure = Get-Failure { $people | Add-MMAudienceUser $audience.Id -SuppressPath $national }
        Get-ErrorId $failure | Should -Be 'MMSuppressionUnusable'
        "$failure" | Should -Match "^1000 entries of the file 'national\.csv' .*: 1000 PHONE NoCallingCode \(first rows: 1, 2, 3, 4, 5\)\. Nothing was sent\."
        "$failure" | Should -Match '-DefaultCountry.*-AllowUnusableSuppression'
        "$failure $($failure.TargetObject)" | Should -Not -Match '202555|555-1'
        $audience.Batches | Should -Be 0
    }

    It 'leaves out all 1,000 people with -DefaultCountry, or without calling codes if that is allowed' {
        $summary = $people | Add-MMAudienceUser $audience.Id -SuppressPath $national -DefaultCountry US -Summary -WarningAction Ignore
        $summary.RowsAccepted, $summary.Rejections['Suppressed'] | Should -Be 0, 1000
        $warnings = Get-Warning { $script:allowed = $people | Add-MMAudienceUser $audience.Id -SuppressPath $national -AllowUnusableSuppression -Summary }
        $script:allowed.RowsAccepted, $script:allowed.Rejections['Suppressed'] | Should -Be 0, 1000
        "$warnings" | Should -Match '1000 phone numbers of -SuppressPath have no calling code and are compared without it'
        $audience.Batches | Should -Be 0
    }

    It 'leaves out people whose number has no calling code in the list' {
        [IO.File]::WriteAllLines("$TestDrive/complete.csv", [string[]]@('Phone', '+12025551000'))
        $rows = [pscustomobject]@{ Email = 'ann@example.com'; Phone = '202-555-1000' }, [pscustomobject]@{ Email = 'bob@example.com'; Phone = '202-555-1001' }
        ($rows | Add-MMAudienceUser $audience.Id -SuppressPath "$TestDrive/complete.csv" -WarningAction Ignore).Rows | Should -Be 1
    }

    It 'warns about entries that leave nobody out' {
        [IO.File]::WriteAllLines("$TestDrive/unreadable.csv", [string[]]@('Email', 'ann at example', 'person1000@example.com'))
        $warnings = Get-Warning { $people | Add-MMAudienceUser $audience.Id -SuppressPath "$TestDrive/unreadable.csv" -AllowUnusableSuppression -InformationAction Ignore }
        "$warnings" | Should -Match '1 entry of -SuppressPath cannot be compared and leaves nobody out: 1 EMAIL NotAnEmailAddress\.'
        $audience.RowsReceived | Should -Be 999
    }

    It 'is read by the same rules when the upload is resumed' {
        $list = "$TestDrive/resumed.csv"
        $journal = "$TestDrive/resumed.journal"
        $people[0..99] | Export-Csv -LiteralPath $list -NoTypeInformation
        [IO.File]::WriteAllLines("$TestDrive/one.csv", [string[]]@('Phone', '(202) 555-1099'))
        [void](Add-MMAudienceUser $audience.Id $list -BatchSize 10 -ThrottleLimit 1 -SuppressPath "$TestDrive/one.csv" -AllowUnusableSuppression -JournalPath $journal -WarningAction Ignore | Select-Object -First 2)
        $summary = Resume-MMAudienceUpload $journal -Summary -WarningAction Ignore
        $summary.Rejections['Suppressed'] | Should -Be 1
        $audience.RowsReceived | Should -Be 99
    }

    It 'that is a pipe without a writer is refused with a journal, without waiting' -Skip:(-not (Get-Command mkfifo -ErrorAction SilentlyContinue)) {
        & mkfifo "$TestDrive/pipe"
        $failure = Get-Failure { $people | Add-MMAudienceUser $audience.Id -SuppressPath "$TestDrive/pipe" -JournalPath "$TestDrive/pipe.journal" }
        Get-ErrorId $failure | Should -Be 'MMSuppressionUnreadable'
        "$failure" | Should -Match 'is a pipe, which can be read only once'
        $audience.Batches | Should -Be 0
    }

    It 'reports how it was read' {
        [IO.File]::WriteAllLines("$TestDrive/bare.csv", [string[]]@('person1000@example.com', 'person1001@example.com'))
        $warnings = Get-Warning { $people | Add-MMAudienceUser $audience.Id -SuppressPath "$TestDrive/bare.csv" -InformationAction Ignore }
        "$warnings" | Should -Match "'bare\.csv' has no header line"
        $audience.RowsReceived | Should -Be 998
    }
}

Describe 'The consent columns of a list' {
    BeforeEach { $audience = New-Audience $sandbox }

    It 'are named with the number of opted-out rows, in <File>' -TestCases @(
        @{ File = 'klaviyo-list.csv'; Expected = "Rows whose consent column says no: 'Email Marketing Consent': 1 row, 'Email Suppressions': 1 row. They are not left out; use -SkipOptedOut to leave them out." }
        @{ File = 'shopify-customers.csv'; Expected = "Rows whose consent column says no: 'Accepts Email Marketing': 1 row, 'Accepts SMS Marketing': 1 row. They are not left out; use -SkipOptedOut to leave them out." }
        @{ File = 'hubspot-contacts.csv'; Expected = "Rows whose consent column says no: 'Marketing contact status': 1 row. They are not left out; use -SkipOptedOut to leave them out." }
    ) {
        Get-Line { Add-MMAudienceUser $audience.Id "$exports/$File" -DefaultCountry US } | Should -Be $Expected
        Get-Line { Add-MMAudienceUser $audience.Id "$exports/$File" -DefaultCountry US -WhatIf } | Should -Be $Expected
    }

    It 'are named in a message when nobody opted out, and not mentioned when there are none' {
        $row = [pscustomobject]@{ Email = 'ann@example.com'; 'Email Opt Out' = '0' }
        Get-Line { $row | Add-MMAudienceUser $audience.Id 3>$null } | Should -Be "Rows whose consent column says no: 'Email Opt Out': 0 rows."
        Get-Line { Add-MMAudienceUser $audience.Id "$exports/stripe-customers.csv" } | Should -BeNullOrEmpty
    }

    It 'are counted in the summary' {
        $summary = Add-MMAudienceUser $audience.Id "$exports/shopify-customers.csv" -Summary -WarningAction Ignore -InformationAction Ignore
        $summary.Consent.Column | Should -Be 'Accepts Email Marketing', 'Accepts SMS Marketing'
        $summary.Consent.No | Should -Be 1, 1
        $summary.Consent -join '; ' | Should -Be 'Accepts Email Marketing: 1 yes, 1 no, 0 unknown; Accepts SMS Marketing: 1 yes, 1 no, 0 unknown'
    }

    It 'are counted in a deserialized summary' {
        $summary = Add-MMAudienceUser $audience.Id "$exports/shopify-customers.csv" -Summary -WarningAction Ignore -InformationAction Ignore
        foreach ($depth in 1, 2) {
            $crossed = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($summary, $depth))
            { $crossed | Export-MMUploadReport -Path "$TestDrive/crossed$depth.html" -ErrorAction Stop } | Should -Not -Throw
        }
    }

    It 'leave out opted-out rows with -SkipOptedOut' {
        $receipt = Add-MMAudienceUser $audience.Id "$exports/klaviyo-list.csv" -SkipOptedOut -RejectPath "$TestDrive/rejects.csv" -MaxRejectPercent 1 -WarningAction Ignore -InformationAction Ignore
        $receipt.Rows, $receipt.Rejected | Should -Be 1, 1
        $reject = Import-Csv "$TestDrive/rejects.csv"
        $reject.Row, $reject.Reason | Should -Be '2', 'OptedOut'
    }

    It 'leave out a row if one of several consent columns has an opt-out' {
        $rows = @(
            [pscustomobject]@{ Email = 'ann@example.com'; 'Accepts Email Marketing' = 'no'; 'Accepts SMS Marketing' = 'yes' }
            [pscustomobject]@{ Email = 'bob@example.com'; 'Accepts Email Marketing' = 'yes'; 'Accepts SMS Marketing' = '' })
        ($rows | Add-MMAudienceUser $audience.Id -SkipOptedOut -WarningAction Ignore).Rows | Should -Be 1
        ($rows | Select-Object * -ExcludeProperty 'Accepts Email Marketing' | Add-MMAudienceUser $audience.Id -SkipOptedOut -WarningAction Ignore).Rows | Should -Be 2
    }

    It 'are required by -SkipOptedOut' {
        $failure = Get-Failure { Add-MMAudienceUser $audience.Id "$exports/mailchimp-audience.csv" -SkipOptedOut -InformationAction Ignore }
        Get-ErrorId $failure | Should -Be 'MMColumnNotFound'
        "$failure" | Should -Match "has no consent column.*Name the consent column 'Email Opt Out' or 'Accepts Marketing', or list the people who opted out in a file and use -SuppressPath\.$"
        $audience.Batches | Should -Be 0
    }

    It 'with unrecognized answers cause a warning' {
        $rows = [pscustomobject]@{ Email = 'ann@example.com'; Status = 'shipped' }
        "$(Get-Warning { $rows | Add-MMAudienceUser $audience.Id -SkipOptedOut -InformationAction Ignore })" | Should -Match 'left nobody out'
    }

    It 'have the same effect when the upload is resumed, from a file and from the pipeline' {
        $rows = 1..100 | ForEach-Object { [pscustomobject]@{ Email = "person$_@example.com"; 'Accepts Marketing' = $(if ($_ % 10) { 'yes' } else { 'no' }) } }
        $rows | Export-Csv -LiteralPath "$TestDrive/consent.csv" -NoTypeInformation
        [void](Add-MMAudienceUser $audience.Id "$TestDrive/consent.csv" -BatchSize 10 -ThrottleLimit 1 -SkipOptedOut -JournalPath "$TestDrive/file.journal" -WarningAction Ignore | Select-Object -First 2)
        [void](Resume-MMAudienceUpload "$TestDrive/file.journal" -WarningAction Ignore)
        $audience.RowsReceived | Should -Be 90
        (Get-MMAudienceUpload "$TestDrive/file.journal").Rejections['OptedOut'] | Should -Be 10
        $other = New-Audience $sandbox
        [void]($rows | Add-MMAudienceUser $other.Id -BatchSize 10 -ThrottleLimit 1 -SkipOptedOut -JournalPath "$TestDrive/rows.journal" -WarningAction Ignore | Select-Object -First 2)
        [void]($rows | Resume-MMAudienceUpload "$TestDrive/rows.journal" -WarningAction Ignore)
        $other.RowsReceived | Should -Be 90
    }

    It 'are not reported when people are removed' {
        Get-Line { Remove-MMAudienceUser $audience.Id "$exports/klaviyo-list.csv" -Confirm:$false } | Should -BeNullOrEmpty
    }
}
