# How a list's columns are mapped: the table before an upload, and Test-MMCustomerList.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $exports = Join-Path (Split-Path $PSScriptRoot) 'data/exports'
    $sandbox = Connect-Sandbox
    $audience = (New-Audience $sandbox).Id

    function Get-Message([scriptblock]$Script) {
        @(& $Script 6>&1 3>$null | Where-Object { $_ -is [Management.Automation.InformationRecord] -and $_.Tags -contains 'MMColumns' })
    }
}

AfterAll { Stop-MMSandbox }

Describe 'The table of columns' {
    It 'is written once for a list, before its first batch, to the host' {
        $all = @(Add-MMAudienceUser $audience "$exports/woocommerce-customers.csv" 6>&1 3>$null)
        $all[0] | Should -BeOfType ([Management.Automation.InformationRecord])
        $all[0].Tags | Should -Be 'MMColumns', 'PSHOST'
        "$($all[0])" | Should -Match "Columns of 'woocommerce-customers.csv':"
        "$($all[0])" | Should -Match 'billing_email +EMAIL +aaa@aaaaaaa\.aaa +used'
        "$($all[0])" | Should -Match "shipping_city +CT +aaaaaa +not used: 'billing_city' is read instead"
    }

    It 'shows no value' {
        $text = "$(Get-Message { Add-MMAudienceUser $audience "$exports/woocommerce-customers.csv" })"
        $text | Should -Not -Match '@example|Ann|Boston|555-?0101'
    }

    It 'is written with -WhatIf too, and for rows of the pipeline' {
        (Get-Message { Import-Csv "$exports/stripe-customers.csv" | Add-MMAudienceUser $audience -WhatIf }).Count | Should -Be 1
    }

    It 'is written once for lists with the same columns' {
        Copy-Item "$exports/stripe-customers.csv" "$TestDrive/a.csv"
        Copy-Item "$exports/stripe-customers.csv" "$TestDrive/b.csv"
        (Get-Message { Add-MMAudienceUser $audience "$TestDrive/a.csv", "$TestDrive/b.csv" }).Count | Should -Be 1
    }

    It 'is suppressed by -InformationAction Ignore' {
        Get-Message { Add-MMAudienceUser $audience "$exports/stripe-customers.csv" -InformationAction Ignore } | Should -BeNullOrEmpty
    }
}

Describe 'Test-MMCustomerList' {
    It 'reports the columns, the counts, and the file format, and sends nothing' {
        $calls = $sandbox.RequestCount
        $report = Test-MMCustomerList "$exports/shopify-customers.csv"
        $sandbox.RequestCount | Should -Be $calls
        $report.Rows, $report.RowsMatchable, $report.MatchablePercent | Should -Be 2, 2, 100
        $report.Encoding, $report.Delimiter | Should -Be 'utf-8', ','
        ($report.Columns | Where-Object Column -EQ 'Default Address Phone').Use | Should -Be 'Fallback'
        ($report.Consent | Where-Object Column -EQ 'Accepts Email Marketing').No | Should -Be 1
        "$($report.Advice)" | Should -Match "'Accepts Email Marketing' does not permit marketing in 1 row"
    }

    It 'treats rows from the pipeline as one list' {
        $report = @(Import-Csv "$exports/stripe-customers.csv" | Test-MMCustomerList)
        $report.Count | Should -Be 1
        $report.Rows, $report.RowsMatchable | Should -Be 2, 1
        $report.Path | Should -BeNullOrEmpty
    }

    It 'writes a report for each file' {
        (Test-MMCustomerList "$exports/stripe-customers.csv", "$exports/klaviyo-list.csv").Rows | Should -Be 2, 2
    }

    It 'reads columns by the map' {
        $report = Test-MMCustomerList "$exports/hubspot-contacts.csv" -ColumnMap @{ PHONE = 'Mobile Phone Number', 'Phone Number' }
        ($report.Columns | Where-Object Key -EQ 'PHONE' | Sort-Object Use -Descending).Column | Should -Be 'Mobile Phone Number', 'Phone Number'
    }

    It 'gives advice for <Name>' -TestCases @(
        @{ Name = 'consent'; Text = "Email,Accepts Email Marketing,Country`nann@example.com,yes,US`nbob@example.com,no,US"
            Advice = "The column 'Accepts Email Marketing' does not permit marketing in 1 row. -SkipOptedOut leaves these people out." }
        @{ Name = 'a list without identifiers and rows'; Text = 'Notes,Tags'
            Advice = "No column is recognized as EMAIL or PHONE, so no row can be sent. Map the column, for example -ColumnMap @{ EMAIL = 'Work mail' }.", 'The list has no rows.' }
        @{ Name = 'numbers without a calling code'; Text = "Phone,City`n020 7946 0958,London"
            Advice = '1 phone number has no calling code, and no country is known. Specify -DefaultCountry.' }
        @{ Name = 'a list that needs nothing'; Text = "Email,Country`nann@example.com,US"; Advice = @() }
    ) {
        [IO.File]::WriteAllText("$TestDrive/advised.csv", $Text)
        @((Test-MMCustomerList "$TestDrive/advised.csv").Advice) -join '|' | Should -BeExactly ($Advice -join '|')
    }

    It 'proposes the map that would use a column, with quotation marks doubled' {
        [IO.File]::WriteAllText("$TestDrive/quoted.csv", "Email,Pat's phone`nann@example.com,+1 202 555 0101`n")
        ((Test-MMCustomerList "$TestDrive/quoted.csv").Columns | Where-Object Column -EQ "Pat's phone").ColumnMap | Should -BeExactly "-ColumnMap @{ PHONE = 'Pat''s phone' }"
    }

    It 'proposes the map that would use a column' {
        [IO.File]::WriteAllText("$TestDrive/club.csv", "Club mail,Shoe`nann@example.com,38`n")
        $report = Test-MMCustomerList "$TestDrive/club.csv"
        $report.RowsMatchable | Should -Be 0
        ($report.Columns | Where-Object Column -EQ 'Club mail').ColumnMap | Should -Be "-ColumnMap @{ EMAIL = 'Club mail' }"
        (Test-MMCustomerList "$TestDrive/club.csv" -ColumnMap @{ EMAIL = 'Club mail' }).RowsMatchable | Should -Be 1
    }

    It 'shows and returns no value of a cell' {
        $report = Test-MMCustomerList "$exports/woocommerce-customers.csv"
        ($report | Out-String -Width 400) + ($report | ConvertTo-Json -Depth 5) | Should -Not -Match '@example|Ann|Boston|555-?0101'
    }
}

Describe 'The report of Test-MMCustomerList' {
    BeforeAll { $report = Test-MMCustomerList -Path "$PSScriptRoot/../data/exports/klaviyo-list.csv" }

    It 'shows its columns in lines that fit 80 characters' {
        $lines = ($report | Format-List | Out-String -Width 80) -split '\r?\n'
        ($lines -match 'Phone Number +PHONE +\+99999999999 +used').Count | Should -Be 1
        $lines -match '^ *(e|ed|ess 2)$' | Should -BeNullOrEmpty
    }

    It 'contains lists that scripts can index' {
        $report.Columns[0].Column | Should -Be 'Email'
        $report.Keys[0].Key | Should -Be 'EMAIL'
    }
}

Describe '-AllIdentifiers' {
    It 'sends each further e-mail address and phone number in a row of its own, counted separately' {
        $other = New-Audience $sandbox
        $rows = [pscustomobject]@{ Email = 'ann@example.com'; 'Email 2' = 'ann.work@example.com'; Phone = '+12025550101' }, [pscustomobject]@{ Email = 'bob@example.com' }
        $receipt = $rows | Add-MMAudienceUser $other.Id -AllIdentifiers -WarningAction Ignore -InformationAction Ignore
        $receipt.Rows, $receipt.FurtherRows, $receipt.Rejected | Should -Be 3, 1, 0
        $summary = $rows | Add-MMAudienceUser $other.Id -AllIdentifiers -Summary -WarningAction Ignore -InformationAction Ignore
        $summary.RowsRead, $summary.RowsAccepted, $summary.FurtherRows, $summary.RowsRejected | Should -Be 2, 3, 1, 0
    }
}
