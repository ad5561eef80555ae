using System;
using System.Collections.Generic;
using System.Text;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Customers.Hashing;

namespace MessengerMarketing.Erasure;

/// <summary>Reads the hashes of email addresses and phone numbers from a batch.</summary>
internal static class HashedPersonReader
{
    private const int Quotes = 2;

    /// <summary>Returns the rows of a batch. A person with several email addresses or phone numbers has several rows.</summary>
    public static IReadOnlyList<HashedPerson> Read(HashedBatch batch)
    {
        var people = new List<HashedPerson>(batch.Rows);
        batch.ForEachRow(row => people.Add(Read(row, batch.Schema)));
        return people;
    }

    private static HashedPerson Read(ReadOnlySpan<byte> row, IReadOnlyList<SchemaKey> schema)
    {
        string? email = null;
        string? phone = null;
        int start = 1;
        foreach (SchemaKey key in schema)
        {
            int end = RowCells.FindEnd(row, start);
            if (key.IsIdentifier() && end - start == HexDigest.Sha256Length + Quotes)
            {
                string hash = Encoding.ASCII.GetString(row.Slice(start + 1, HexDigest.Sha256Length).ToArray());
                (email, phone) = key == SchemaKey.EMAIL ? (hash, phone) : (email, hash);
            }

            start = end + 1;
        }

        return new HashedPerson(email, phone);
    }
}
