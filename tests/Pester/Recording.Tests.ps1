BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    $root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
    $picture = [xml](Get-Content -LiteralPath "$root/docs/first-upload.svg" -Raw)

    # What is left when line breaks, blanks and ids, which each terminal or run has of its own, do not count.
    function ConvertTo-Comparable([string] $Text) { $Text -replace '\x1b\[[0-9;?]*[A-Za-z]|\s' -replace '1202\d{8,}', 'ID' }
}

Describe 'The picture in the README' {
    It 'shows what its session writes today' -Skip:($PSEdition -ne 'Core') {
        $shown = ConvertTo-Comparable (($picture.svg.g.text | ForEach-Object { $_.InnerText }) -join '')
        $lines = Invoke-PowerShell -NoProfile -File "$root/tools/recording/Show-Session.ps1" 2>&1 | ForEach-Object { "$_" }
        $LASTEXITCODE | Should -Be 0 -Because ($lines -join [Environment]::NewLine)
        $written = $lines | ForEach-Object { ConvertTo-Comparable $_ } | Where-Object { $_ -notmatch '^-*$' }
        $written | Should -Contain 'PS>Get-MMAudience'
        foreach ($line in $written) {
            $shown | Should -Match ([regex]::Escape($line))
        }
    }

    It 'has a name and a description for those who do not see it' {
        $picture.svg.role | Should -Be 'img'
        $picture.svg.title.InnerText | Should -Be 'A first upload in PowerShell'
        $picture.svg.desc.InnerText | Should -Match 'Add-MMAudienceUser'
    }

    It 'needs nothing but itself' {
        $picture.OuterXml | Should -Not -Match '<script|<image|href|url\(|@import'
    }

    It 'is in the README' {
        Get-Content -LiteralPath "$root/README.md" -Raw | Should -Match '!\[[^\]]+\]\(docs/first-upload\.svg\)'
    }
}
