package relay.domain.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which names of a document are tables, arrays of tables or values, so that none is said twice in
 * one way or the other. For one document and one thread.
 */
final class TomlNames {
  private final TomlText text;
  private final Map<List<String>, Kind> kinds = new HashMap<>();
  private final Map<List<String>, Integer> elements = new HashMap<>();

  /** What a name stands for. */
  private enum Kind {
    /** Above a table with a header of its own. */
    ABOVE,
    /** With a header of its own. */
    TABLE,
    /** Made by names with dots. */
    DOTTED,
    ARRAY,
    VALUE
  }

  TomlNames(TomlText text) {
    this.text = text;
  }

  /** The path of the table that a header names. */
  List<String> table(List<String> names) {
    List<String> path = above(names);
    path.add(names.get(names.size() - 1));
    Kind before = kinds.put(List.copyOf(path), Kind.TABLE);
    if (before != null && before != Kind.ABOVE) {
      throw text.wrong("begins a table that was there before");
    }
    return path;
  }

  /** The path of the next element of the array of tables that a header names. */
  List<String> element(List<String> names) {
    List<String> path = above(names);
    path.add(names.get(names.size() - 1));
    Kind before = kinds.put(List.copyOf(path), Kind.ARRAY);
    if (before != null && before != Kind.ARRAY) {
      throw text.wrong("begins an element of what is no array of tables");
    }
    path.add(mark(elements.merge(List.copyOf(path), 1, Integer::sum)));
    return path;
  }

  /** Names of arrays of tables mean the newest element of each. */
  private List<String> above(List<String> names) {
    List<String> path = new ArrayList<>();
    for (String name : names.subList(0, names.size() - 1)) {
      path.add(name);
      Kind kind = kinds.putIfAbsent(List.copyOf(path), Kind.ABOVE);
      if (kind == Kind.VALUE) {
        throw text.wrong("begins a table in " + said(path) + ", which is a value");
      }
      if (kind == Kind.ARRAY) {
        path.add(mark(elements.get(path)));
      }
    }
    return path;
  }

  /** The path of a value in this table. */
  List<String> value(List<String> table, List<String> names) {
    List<String> path = new ArrayList<>(table);
    for (String name : names.subList(0, names.size() - 1)) {
      path.add(name);
      Kind kind = kinds.putIfAbsent(List.copyOf(path), Kind.DOTTED);
      if (kind != null && kind != Kind.DOTTED && kind != Kind.ABOVE) {
        throw text.wrong("adds to " + said(path) + ", which is complete");
      }
    }
    path.add(names.get(names.size() - 1));
    if (kinds.put(List.copyOf(path), Kind.VALUE) != null) {
      throw text.wrong("says " + said(path) + " once more");
    }
    return path;
  }

  private static String mark(int count) {
    return "#" + (count - 1);
  }

  private static String said(List<String> path) {
    return String.join(".", path);
  }
}
