using System;
using System.Collections.Generic;
using System.Text;

namespace MessengerMarketing.Packaging;

/// <summary>
/// Reads the data language of PowerShell's manifests, as far as manifests use it: single-quoted strings and here-strings, numbers,
/// <c>@( )</c>, <c>@{ }</c>, commas, comments. PowerShell itself is not needed for a build.
/// </summary>
internal sealed class DataFile
{
    private readonly string _text;
    private readonly string _file;
    private int _position;

    private DataFile(string text, string file) => (_text, _file) = (text, file);

    /// <summary>Reads a table: its values are strings, lists of strings, or such tables; keys are found whatever their case.</summary>
    /// <exception cref="PackagingException">There is something in it that manifests do not need.</exception>
    public static IReadOnlyDictionary<string, object> Read(string text, string file)
    {
        var reader = new DataFile(text, file);
        object value = reader.ReadValue();
        reader.SkipBlanks();
        return reader._position == text.Length && value is IReadOnlyDictionary<string, object> table ? table : throw reader.Unexpected("one table, @{ }");
    }

    private object ReadValue()
    {
        SkipBlanks();
        return Take("@{") ? ReadTable() : Take("@(") ? ReadList() : Take("@'") ? ReadHereString() : Take("'") ? ReadString() : ReadWord();
    }

    private Dictionary<string, object> ReadTable()
    {
        var table = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        for (SkipBlanks(); !Take("}"); SkipBlanks())
        {
            string key = Take("'") ? ReadString() : ReadWord();
            SkipBlanks();
            if (!Take("="))
            {
                throw Unexpected($"'=' after {key}");
            }

            table[key] = ReadValue();
            SkipBlanks();
            Take(";");
        }

        return table;
    }

    private List<string> ReadList()
    {
        var list = new List<string>();
        for (SkipBlanks(); !Take(")"); SkipBlanks())
        {
            list.Add(ReadValue() as string ?? throw Unexpected("a list of strings"));
            SkipBlanks();
            Take(",");
        }

        return list;
    }

    private string ReadString()
    {
        var value = new StringBuilder();
        while (_position < _text.Length)
        {
            char next = _text[_position++];
            if (next != '\'')
            {
                value.Append(next);
            }
            else if (Take("'"))
            {
                value.Append('\'');
            }
            else
            {
                return value.ToString();
            }
        }

        throw Unexpected("the quote that ends a string");
    }

    private string ReadHereString()
    {
        int start = _text.IndexOf('\n', _position) + 1;
        int end = start == 0 ? -1 : _text.IndexOf("\n'@", start - 1, StringComparison.Ordinal);
        if (end < 0)
        {
            throw Unexpected("the line '@ that ends a here-string");
        }

        _position = end + 3;
        return end < start ? string.Empty : _text[start..end].TrimEnd('\r');
    }

    private string ReadWord()
    {
        int start = _position;
        while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] is '.' or '_' or '$'))
        {
            _position++;
        }

        return _position > start ? _text[start.._position] : throw Unexpected("a value: '...', @( ) or @{ }");
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length && (char.IsWhiteSpace(_text[_position]) || _text[_position] is '#' or '\uFEFF'))
        {
            int end = _text[_position] == '#' ? _text.IndexOf('\n', _position) : _position;
            _position = end < 0 ? _text.Length : end + 1;
        }
    }

    private bool Take(string word)
    {
        bool stands = string.CompareOrdinal(_text, _position, word, 0, word.Length) == 0;
        _position += stands ? word.Length : 0;
        return stands;
    }

    private PackagingException Unexpected(string wanted)
        => new($"{_file}, line {_text.AsSpan(0, Math.Min(_position, _text.Length)).Count('\n') + 1}: expected {wanted}.");
}
