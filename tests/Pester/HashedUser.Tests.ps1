BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
}

Describe 'ConvertTo-MMHashedUser' {
    # The first is Meta's example with its hash by sha256sum; the others are the examples of Meta's page on customer
    # information parameters, hashes included.
    It 'hashes <Key> <Value> as documented' -ForEach @(
        @{ Key = 'PHONE'; Value = '(+84) 091-2345678'; Normalized = '84912345678'; Hash = '25cc2f7574420a2d46c9f2d6cf94cdbb242ef7d479afe92ed6e8eb33a7493093' }
        @{ Key = 'EMAIL'; Value = 'John_Smith@gmail.com'; Normalized = 'john_smith@gmail.com'; Hash = '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f' }
        @{ Key = 'PHONE'; Value = '(650)555-1212'; Normalized = '16505551212'; Hash = 'e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176' }
        @{ Key = 'FN'; Value = 'Mary'; Normalized = 'mary'; Hash = '6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec' }
        @{ Key = 'FN'; Value = [string][char]0xC815; Normalized = [string][char]0xC815; Hash = '8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14' }
        @{ Key = 'FN'; Value = "Val$([char]0xE9)ry"; Normalized = "val$([char]0xE9)ry"; Hash = '08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c' }
        @{ Key = 'COUNTRY'; Value = 'United States'; Normalized = 'us'; Hash = '79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621' }
        @{ Key = 'CT'; Value = 'London'; Normalized = 'london'; Hash = '6089854c94ca5454b76be6752c562901a985f64c9a946f62976aeab593b83161' }
        @{ Key = 'ST'; Value = 'AZ'; Normalized = 'az'; Hash = '9c0ada37bf74aeefae949fdfc90db0cf6eaf90192eff67d65887771f0585e055' }
    ) {
        $row = @{ $Key = $Value }
        ($row | ConvertTo-MMHashedUser -DefaultCountry US -WarningAction Ignore).$Key | Should -Be $Hash
        ($row | ConvertTo-MMHashedUser -DefaultCountry US -Normalized -WarningAction Ignore).$Key | Should -Be $Normalized
    }

    It 'needs no connection' {
        Disconnect-MMAccount
        { New-Customer | ConvertTo-MMHashedUser } | Should -Not -Throw
    }

    It 'writes an object for each row, in order, with the row number and the problems' {
        $users = @{ Email = 'ann@example.com' }, @{ Email = 'nonsense' }, @{ Email = '' } | ConvertTo-MMHashedUser
        $users.Row | Should -Be 1, 2, 3
        $users.Rejected | Should -Be $false, $true, $true
        $users[0].Issue | Should -Be ''
        $users[1].Issue | Should -Match 'NotAnEmailAddress'
        $users[1].EMAIL | Should -Be ''
        $users[0].PSObject.TypeNames[0] | Should -Be 'MessengerMarketing.HashedUser'
    }

    It 'writes each row immediately' {
        $state = @{ Read = 0 }
        $first = 1..100 | ForEach-Object { $state.Read++; @{ Email = "person$_@example.com" } } | ConvertTo-MMHashedUser | Select-Object -First 1
        $first.Row | Should -Be 1
        $state.Read | Should -Be 1
    }

    It 'adds the keys of each list as properties between Row and Rejected' {
        $first = @{ Email = 'ann@example.com' } | ConvertTo-MMHashedUser
        $second = [pscustomobject]@{ Phone = '+1 202 555 0101'; City = 'London'; Email = 'ann@example.com' } | ConvertTo-MMHashedUser
        $first.PSObject.Properties.Name | Should -Be 'Row', 'EMAIL', 'Rejected', 'Issue'
        $second.PSObject.Properties.Name | Should -Be 'Row', 'EMAIL', 'PHONE', 'CT', 'Rejected', 'Issue'
        $second.PSObject.TypeNames[0] | Should -Be 'MessengerMarketing.HashedUser'
        $second.EMAIL | Should -Be $first.EMAIL
    }

    It 'writes objects that <Name> accepts' -ForEach @(
        @{ Name = 'Export-Csv'; Script = { ($input | ConvertTo-Csv -NoTypeInformation) -join '|' }; Expected = '"Row","EMAIL","FN","Rejected","Issue"|"1","ann@example.com","ann","False",""|"2","","bo","True","EMAIL NotAnEmailAddress"' }
        @{ Name = 'ConvertTo-Json'; Script = { ConvertTo-Json @($input) -Compress }; Expected = '[{"Row":1,"EMAIL":"ann@example.com","FN":"ann","Rejected":false,"Issue":""},{"Row":2,"EMAIL":"","FN":"bo","Rejected":true,"Issue":"EMAIL NotAnEmailAddress"}]' }
        @{ Name = 'Select-Object'; Script = { ($input | Select-Object -Property * -ExcludeProperty Row, Rejected, Issue | ConvertTo-Csv -NoTypeInformation) -join '|' }; Expected = '"EMAIL","FN"|"ann@example.com","ann"|"","bo"' }
        @{ Name = 'Where-Object'; Script = { ($input | Where-Object Rejected).FN }; Expected = 'bo' }
        @{ Name = 'Add-Member'; Script = { ($input | Add-Member -NotePropertyName Source -NotePropertyValue shop -PassThru).Source -join ',' }; Expected = 'shop,shop' }
        @{ Name = 'an assignment'; Script = { ($input | ForEach-Object { $_.FN = 'x'; $_.FN }) -join ',' }; Expected = 'x,x' }
        @{ Name = 'serialization'; Script = { $user = @($input)[1]; $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($user)); "$($copy.Row) $($copy.FN) $($copy.Issue)" }; Expected = '2 bo EMAIL NotAnEmailAddress' }
    ) {
        $rows = [pscustomobject]@{ Email = 'Ann@example.com'; FN = 'Ann' }, [pscustomobject]@{ Email = 'nonsense'; FN = 'Bo' }
        $rows | ConvertTo-MMHashedUser -Normalized | & $Script | Should -Be $Expected
    }

    It 'writes the rows of a file in order, with the hashes of the same values from the pipeline' {
        New-Customer 2500 | Export-Csv -LiteralPath "$TestDrive/long.csv" -NoTypeInformation
        $users = @(ConvertTo-MMHashedUser -LiteralPath "$TestDrive/long.csv")
        ($users.Row -join ',') | Should -Be ((1..2500) -join ',')
        ($users[1000, 2499].EMAIL) | Should -Be (Import-Csv -LiteralPath "$TestDrive/long.csv" | Select-Object -Index 1000, 2499 | ConvertTo-MMHashedUser).EMAIL
    }

    It 'writes the rows before a line that cannot be read, and continues with the next file' {
        $lines = @('Email') + (1..1500 | ForEach-Object { "person$_@example.com" })
        Set-Content -LiteralPath "$TestDrive/1.csv" -Value ($lines + '"open')
        Set-Content -LiteralPath "$TestDrive/2.csv" -Value $lines
        $users = @(ConvertTo-MMHashedUser -Path "$TestDrive/[12].csv" -ErrorVariable failures -ErrorAction SilentlyContinue)
        $users.Count | Should -Be 3000
        $failures.Count | Should -Be 1
        Get-ErrorId $failures[0] | Should -Be 'MMFileUnreadable'
    }

    It 'never hashes an advertiser id' {
        $row = @{ Email = 'ann@example.com'; MADID = 'AB1234CD-E123-12FG-J123-0123456789AB' }
        ($row | ConvertTo-MMHashedUser).MADID | Should -Be 'ab1234cd-e123-12fg-j123-0123456789ab'
    }

    It 'keeps the trunk zero on request' {
        (@{ Phone = '(+84) 091-2345678' } | ConvertTo-MMHashedUser -KeepTrunkZero -Normalized).PHONE | Should -Be '840912345678'
    }

    It 'warns about a list that could not be uploaded' {
        Get-Warning { @{ City = 'London' } | ConvertTo-MMHashedUser } | Should -Match 'neither an EMAIL nor a PHONE'
    }

    It 'accepts one person by parameters, and files by position' {
        (ConvertTo-MMHashedUser -Email 'Ann@example.com' -Normalized).EMAIL | Should -Be 'ann@example.com'
        New-Customer 2 | Export-Csv -LiteralPath "$TestDrive/customers.csv" -NoTypeInformation
        (ConvertTo-MMHashedUser "$TestDrive/customers.csv").Row | Should -Be 1, 2
    }

    It 'reports a country that does not exist' {
        $failure = Get-Failure { New-Customer | ConvertTo-MMHashedUser -DefaultCountry ZZ }
        Get-ErrorId $failure | Should -Be 'MMInvalidArgument'
        "$failure" | Should -Match "'ZZ'"
    }
}
