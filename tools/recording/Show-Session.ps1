<#
.SYNOPSIS
    Plays session.ps1 as if someone typed it, with the last built module and a synthetic list. record.mjs records it.
#>
$ErrorActionPreference = 'Stop'

# The recording uses this culture on every machine.
[cultureinfo]::CurrentCulture = 'en-US'

# A progress bar queries the position of the cursor, but a recording has no terminal that responds. The picture shows only the end of each command.
$ProgressPreference = 'SilentlyContinue'
$env:PSModulePath = (Join-Path $PSScriptRoot '../../output'), $env:PSModulePath -join [IO.Path]::PathSeparator

# The colors of PSReadLine.
$colours = @{
    Comment   = $PSStyle.Foreground.Green
    Generic   = $PSStyle.Foreground.BrightYellow
    Parameter = $PSStyle.Foreground.BrightBlack
    String    = $PSStyle.Foreground.Cyan
    Variable  = $PSStyle.Foreground.BrightGreen
}

function Write-Typed {
    param([string] $Line)

    $tokens = $null
    [void][Management.Automation.Language.Parser]::ParseInput($Line, [ref]$tokens, [ref]$null)
    $typed = $Line
    foreach ($token in $tokens | Sort-Object { -$_.Extent.StartOffset }) {
        $kind = if ($token.TokenFlags -band 'CommandName') { 'Generic' } elseif ($token.Kind -like 'String*') { 'String' } else { "$($token.Kind)" }
        if ($colours[$kind]) {
            $typed = $typed.Insert($token.Extent.EndOffset, $PSStyle.Reset).Insert($token.Extent.StartOffset, $colours[$kind])
        }
    }

    Write-Host "PS> $typed"
}

$folder = New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) "mmrecording$PID")
try {
    Set-Location -LiteralPath $folder
    1..24000 | ForEach-Object {
        [pscustomobject]@{ 'E-mail' = if ($_ % 4000) { "person$_@example.com" } else { 'none given' } }
    } | Export-Csv -LiteralPath customers.csv

    foreach ($line in Get-Content -LiteralPath (Join-Path $PSScriptRoot 'session.ps1')) {
        Write-Typed $line
        . ([scriptblock]::Create($line)) | Out-Default
    }
} finally {
    Get-MMSandbox | Stop-MMSandbox
    Set-Location -LiteralPath $PSScriptRoot
    Remove-Item -LiteralPath $folder -Recurse
}
