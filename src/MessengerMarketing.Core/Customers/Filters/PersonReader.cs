using System;
using System.Collections.Generic;
using MessengerMarketing.Customers.Hashing;

namespace MessengerMarketing.Customers.Filters;

/// <summary>Finds the hashes of a person in a row as it is sent: <c>["hash","hash",""]</c>.</summary>
internal sealed class PersonReader(IReadOnlyList<SchemaKey> schema)
{
    private readonly int _email = IndexOf(schema, SchemaKey.EMAIL);
    private readonly int _phone = IndexOf(schema, SchemaKey.PHONE);

    /// <summary>Reads a row.</summary>
    public PersonHashes Read(ReadOnlySpan<byte> row)
    {
        PersonHash email = default;
        PersonHash phone = default;
        int last = Math.Max(_email, _phone);
        int start = 1;
        for (int cell = 0; cell <= last; cell++)
        {
            int end = RowCells.FindEnd(row, start);
            if (cell == _email)
            {
                email = Hash(row.Slice(start, end - start));
            }
            else if (cell == _phone)
            {
                phone = Hash(row.Slice(start, end - start));
            }

            start = end + 1;
        }

        return new PersonHashes(email, phone);
    }

    private static PersonHash Hash(ReadOnlySpan<byte> cell) => cell.Length == HexDigest.Sha256Length + 2 ? PersonHash.Read(cell.Slice(1)) : default;

    private static int IndexOf(IReadOnlyList<SchemaKey> schema, SchemaKey key)
    {
        for (int i = 0; i < schema.Count; i++)
        {
            if (schema[i] == key)
            {
                return i;
            }
        }

        return -1;
    }
}
