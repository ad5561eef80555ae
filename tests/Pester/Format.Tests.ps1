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
    It 'shows an audience' { Get-Heading (Get-MMAudience) | Should -Match '^Id Name AtLeast AtMost Status' }
    It 'shows a context' { Get-Heading (Get-MMContext) | Should -Be 'AdAccountId PageId ApiVersion BaseUri' }
    It 'shows the checks of a context' { Get-Heading (Test-MMContext) | Should -Be 'Check Status Name Message' }
    It 'shows a sandbox' { Get-Heading $sandbox | Should -Be 'BaseUri AdAccountId PageId Requests IsRunning' }
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
