<#
.SYNOPSIS
    What people write by hand: trim, lower, hash, in a loop.
#>
param([Parameter(Mandatory)] [string] $Path)

$sha256 = [Security.Cryptography.SHA256]::Create()

function Get-Hash([string] $Text) {
    $bytes = $sha256.ComputeHash([Text.Encoding]::UTF8.GetBytes($Text))
    -join ($bytes | ForEach-Object { $_.ToString('x2') })
}

$rows = foreach ($customer in Import-Csv $Path) {
    , @(
        (Get-Hash $customer.email.Trim().ToLowerInvariant())
        (Get-Hash ($customer.phone -replace '[^0-9]' -replace '^0+'))
        (Get-Hash ($customer.'first name'.ToLowerInvariant() -replace '[^\p{L}]'))
        (Get-Hash ($customer.'last name'.ToLowerInvariant() -replace '[^\p{L}]'))
    )
}

@{ payload = @{ schema = 'EMAIL', 'PHONE', 'FN', 'LN'; data = $rows } } | ConvertTo-Json -Depth 5 -Compress
