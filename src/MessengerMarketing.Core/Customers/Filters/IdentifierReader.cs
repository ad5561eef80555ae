using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Customers.Numbering;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Hashing;

namespace MessengerMarketing.Customers.Filters;

/// <summary>Reads all email addresses and phone numbers of a row, from all columns and all values of a cell, whether an upload sends them or not. Not
/// thread-safe.</summary>
internal sealed class IdentifierReader : IDisposable
{
    private readonly MappedColumn[] _columns;
    private readonly int[] _countryColumns;
    private readonly int[] _identifierColumns;
    private readonly AddressSelector _addresses;
    private readonly CellNormalizer _cells;
    private readonly CountryResolver _countries;
    private readonly Sha256Hasher _hasher = new();
    private readonly CellBuffer _text = new();
    private readonly CellBuffer _digits = new();
    private readonly List<(int Start, int Length)> _parts = [];
    private readonly List<Identifier> _found = [];
    private readonly byte[] _hex = new byte[Sha256Hasher.HexLength];

    /// <summary>Creates a reader for rows of a mapping.</summary>
    public IdentifierReader(ColumnMapping mapping, HashingOptions options)
    {
        _columns = [.. mapping.Columns];
        int[] byRank = [.. Enumerable.Range(0, _columns.Length).OrderBy(index => _columns[index].Rank)];
        _countryColumns = [.. byRank.Where(index => _columns[index].Target.Key == SchemaKey.COUNTRY)];
        _identifierColumns = [.. byRank.Where(index => _columns[index].Target.Key is { } key && key.IsIdentifier())];
        _addresses = new AddressSelector(_columns);
        _cells = new CellNormalizer(options);
        _countries = new CountryResolver(options.DefaultCountry);
    }

    /// <summary>Returns the values of a row that are not blank. The list is reused for the next row.</summary>
    public IReadOnlyList<Identifier> Read(RowBlock block, int row)
    {
        _found.Clear();
        FindCountry(block, row);
        foreach (int column in _identifierColumns)
        {
            SchemaKey key = _columns[column].Target.Key!.Value;
            ReadOnlySpan<char> cell = block.Read(row, column);
            if (TextRules.IsBlank(cell))
            {
                continue;
            }

            if (CellNormalizer.IsTooLong(cell) || !CellValues.TrySplit(key, cell, _parts))
            {
                AddValue(key, cell);
                continue;
            }

            foreach ((int start, int length) in _parts)
            {
                AddValue(key, cell.Slice(start, length));
            }
        }

        return _found;
    }

    /// <inheritdoc/>
    public void Dispose() => _hasher.Dispose();

    /// <summary>Finds the country of the row as an upload does; see <see cref="RowNormalizer"/>.</summary>
    private void FindCountry(RowBlock block, int row)
    {
        _countries.StartRow();
        int address = _addresses.Select(block, row);
        foreach (int column in _countryColumns)
        {
            ReadOnlySpan<char> cell = block.Read(row, column);
            bool isOfRow = _columns[column].Address == 0 || _columns[column].Address == address;
            if (isOfRow && !TextRules.IsBlank(cell)
                && _cells.Normalize(SchemaKey.COUNTRY, cell, _countries, _text, out CellState state) == RejectReason.None && state == CellState.Plain)
            {
                _countries.UseRowCountry(_text);
                return;
            }
        }
    }

    private void AddValue(SchemaKey key, ReadOnlySpan<char> value)
    {
        RejectReason reason = _cells.Normalize(key, value, _countries, _text, out CellState state);
        if (reason.MeansBlank())
        {
            return;
        }

        if (reason != RejectReason.None)
        {
            PersonHash digits = reason == RejectReason.NoCallingCode && ReadDigits(value, out _) ? Hash(_digits) : default;
            _found.Add(new Identifier(key, reason, default, WithoutCallingCode: digits));
            return;
        }

        if (state == CellState.Hashed)
        {
            _found.Add(new Identifier(key, reason, ReadHash(_text)));
            return;
        }

        PersonHash whole = Hash(_text);
        if (key != SchemaKey.PHONE)
        {
            _found.Add(new Identifier(key, reason, whole));
            return;
        }

        // Without a country and a plus sign, 51 4555 0123 is a number in Peru or in Montreal.
        bool isCertain = _countries.Plan is not null || (ReadDigits(value, out bool isMarked) && isMarked);
        (PersonHash national, PersonHash withTrunkPrefix) = HashNational(_text);
        _found.Add(new Identifier(key, reason, whole, national, withTrunkPrefix, isCertain ? default : whole));
    }

    /// <summary>Reads the digits of a number without leading zeros.</summary>
    private bool ReadDigits(ReadOnlySpan<char> value, out bool isMarked)
    {
        RejectReason reason = DigitReader.Read(value, _digits, out bool hasPlus);
        int zeros = NationalNumber.ZerosAt(_digits, 0);
        isMarked = hasPlus || zeros > 1;
        _digits.RemoveStart(zeros);
        return reason == RejectReason.None && _digits.Length > 0;
    }

    /// <summary>Hashes the digits after the calling code, without leading zeros, which some lists keep and others remove.</summary>
    private (PersonHash National, PersonHash WithTrunkPrefix) HashNational(CellBuffer number)
    {
        if (!NumberingPlans.TryGetByCallingCode(number, out NumberingPlan? plan))
        {
            return default;
        }

        number.RemoveStart(plan.CallingCode.Length);
        number.RemoveStart(NationalNumber.ZerosAt(number, 0));
        PersonHash national = Hash(number);
        string trunkPrefix = plan.TrunkPrefix.TrimStart('0');
        if (trunkPrefix.Length == 0)
        {
            return (national, default);
        }

        _digits.Clear();
        _digits.Append(trunkPrefix);
        for (int i = 0; i < number.Length; i++)
        {
            _digits.Append(number[i]);
        }

        return (national, Hash(_digits));
    }

    private PersonHash Hash(CellBuffer text)
    {
        _hasher.Add(text.Chars, text.Length, _hex, 0);
        _hasher.Flush(_hex);
        return PersonHash.Read(_hex);
    }

    private PersonHash ReadHash(CellBuffer digits)
    {
        for (int i = 0; i < _hex.Length; i++)
        {
            _hex[i] = (byte)digits[i];
        }

        return PersonHash.Read(_hex);
    }
}
