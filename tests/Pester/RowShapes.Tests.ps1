# Rows of one pipeline that differ in shape or type.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $sandbox = Connect-Sandbox
    $audience = New-Audience $sandbox

    class Contact { [string]$Email; Contact($email) { $this.Email = $email } }
    class Customer : Contact { [string]$Phone; Customer($email, $phone) : base($email) { $this.Phone = $phone } }

    function New-Table([string[]]$Columns, [object[][]]$Rows) {
        $table = New-Object Data.DataTable
        foreach ($column in $Columns) { [void]$table.Columns.Add($column, [object]) }
        foreach ($row in $Rows) { [void]$table.Rows.Add($row) }
        , $table
    }

    $table = New-Table Email, Phone @(@('ann@example.com', 12025550101), @('bob@example.com', [DBNull]::Value))
    $other = New-Table 'First name', Email @(, @('Eve', 'eve@example.com'))
}

AfterAll { Stop-MMSandbox }

Describe 'A column that only later rows have' {
    It 'is reported once with its row and advice, for <What>' -TestCases @(
        @{ What = 'objects from JSON'; Rows = { '[{"Email":"ann@example.com"},{"Email":"bob@example.com","Phone":"+12025550101"},{"Email":"eve@example.com","Phone":""}]' | ConvertFrom-Json | ForEach-Object { $_ } } }
        @{ What = 'objects with as many columns'; Rows = { [pscustomobject]@{ Email = 'ann@example.com'; Note = 'x' }, [pscustomobject]@{ Email = 'bob@example.com'; Phone = '+12025550101' } } }
        @{ What = 'hashtables'; Rows = { @{ Email = 'ann@example.com' }, @{ Email = 'bob@example.com'; Phone = '+12025550101' } } }
        @{ What = 'ordered dictionaries'; Rows = { [ordered]@{ Email = 'ann@example.com' }, [ordered]@{ Phone = '+12025550101'; Email = 'bob@example.com' } } }
        @{ What = 'class instances'; Rows = { [Contact]::new('ann@example.com'); [Customer]::new('bob@example.com', '+12025550101') } }
        @{ What = 'data rows'; Rows = { (New-Table Email @(, @('ann@example.com'))).Rows; $table.Rows } }
        @{ What = 'database records'; Rows = { (New-Table Email @(, @('ann@example.com'))).CreateDataReader(); $table.CreateDataReader() } }
    ) {
        $warnings = @(Get-Warning { & $Rows | Add-MMAudienceUser $audience.Id -WhatIf -InformationAction Ignore } | Where-Object { "$_" -like 'The column*' })
        $warnings.Count | Should -Be 1
        "$warnings" | Should -Be "The column 'Phone' (PHONE) appears in row 2, but not in the first row, so it is not used. Use Select-Object so that all rows have the same columns: ... | Select-Object Email, Phone | Add-MMAudienceUser ..."
    }

    It 'is used after Select-Object, as the warning suggests' {
        $rows = [pscustomobject]@{ Email = 'ann@example.com' }, [pscustomobject]@{ Email = 'bob@example.com'; Phone = '+12025550101' }
        $warnings = Get-Warning { $script:users = $rows | Select-Object Email, Phone | ConvertTo-MMHashedUser -Normalized }
        $warnings | Should -BeNullOrEmpty
        $script:users.PHONE | Should -Be '', '12025550101'
    }

    It 'is reported in a long list too' {
        $rows = @(New-Customer 2000 | Select-Object Email) + @(New-Customer 100 -First 2001)
        $warnings = Get-Warning { $script:report = $rows | Test-MMCustomerList }
        "$warnings" | Should -Match "^The columns 'Phone' \(PHONE\).* appear in row 20\d\d, but not in the first row"
        $script:report.Rows | Should -Be 2100
    }

    It 'is not reported when it would not be used' {
        $rows = [pscustomobject]@{ Email = 'ann@example.com' }, [pscustomobject]@{ Email = 'bob@example.com'; 'Favourite colour' = 'red' }
        Get-Warning { $rows | ConvertTo-MMHashedUser } | Should -BeNullOrEmpty
        $verbose = @($rows | ConvertTo-MMHashedUser -Verbose 4>&1 | ForEach-Object { "$_" }) -match 'New columns in row 2'
        $verbose | Should -Match "'Favourite colour'"
    }

    It 'ends an upload that leaves out opted-out people, with the reason' {
        $rows = [pscustomobject]@{ Email = 'ann@example.com'; 'Email Opt Out' = '0' }, [pscustomobject]@{ Email = 'bob@example.com'; 'SMS Consent' = 'no' }
        Get-ErrorId (Get-Failure { $rows | Add-MMAudienceUser $audience.Id -SkipOptedOut -InformationAction Ignore }) | Should -Be 'MMLateConsentColumn'
        $audience.Batches | Should -Be 0
        "$(Get-Warning { $rows | Add-MMAudienceUser $audience.Id -WhatIf -InformationAction Ignore })" | Should -Match "'SMS Consent' \(consent\) appears in row 2"
    }
}

Describe 'Rows from databases' {
    It 'can be <What>' -TestCases @(
        @{ What = 'a reader in the pipeline'; Users = { $table.CreateDataReader() | ConvertTo-MMHashedUser -Normalized } }
        @{ What = 'a reader as an argument'; Users = { ConvertTo-MMHashedUser -InputObject $table.CreateDataReader() -Normalized } }
        @{ What = 'a view in the pipeline'; Users = { $table.DefaultView | ConvertTo-MMHashedUser -Normalized } }
        @{ What = 'a view as an argument'; Users = { ConvertTo-MMHashedUser -InputObject $table.DefaultView -Normalized } }
        @{ What = 'a table as an argument'; Users = { ConvertTo-MMHashedUser -InputObject $table -Normalized } }
        @{ What = 'selected rows'; Users = { $table.Select() | ConvertTo-MMHashedUser -Normalized } }
    ) {
        $found = @(& $Users)
        $found.EMAIL | Should -Be 'ann@example.com', 'bob@example.com'
        $found.PHONE | Should -Be '12025550101', ''
    }

    It 'can have their columns in a different order' {
        $found = @(& { $other.CreateDataReader(); $table.CreateDataReader() } | ConvertTo-MMHashedUser -Normalized -WarningAction Ignore)
        $found.EMAIL | Should -Be 'eve@example.com', 'ann@example.com', 'bob@example.com'
        $found.FN | Should -Be 'eve', '', ''
    }
}
