using System;

namespace MessengerMarketing.Customers.Files;

/// <summary>A row of a table cannot be read. The message says why, and never carries what stands there.</summary>
internal sealed class TableReadException(string message) : Exception(message);
