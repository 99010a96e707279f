package relay.domain.signing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The tag=value lists of RFC 6376 3.2, in signatures and key records. Immutable. */
final class TagList {
  private static final int TAGS_MAX = 64;

  private final Map<String, Tag> tags;

  private TagList(Map<String, Tag> tags) {
    this.tags = tags;
  }

  /**
   * A tag's value.
   *
   * @param text without the blanks at both ends
   * @param start first character after the equals sign
   * @param end the semicolon or the end of the list
   */
  record Tag(String text, int start, int end) {}

  /**
   * Reads a list.
   *
   * @throws Unverifiable neutral, for what breaks the grammar, and for a tag that is there twice
   */
  static TagList parse(String list) throws Unverifiable {
    Map<String, Tag> tags = new LinkedHashMap<>();
    int start = 0;
    while (start < list.length()) {
      int semicolon = list.indexOf(';', start);
      int end = semicolon < 0 ? list.length() : semicolon;
      boolean emptyEnd = semicolon < 0 && isBlank(list, start, end);
      if (!emptyEnd) {
        addTag(list, start, end, tags);
      }
      start = end + 1;
    }
    return new TagList(tags);
  }

  private static void addTag(String list, int start, int end, Map<String, Tag> tags)
      throws Unverifiable {
    int equals = list.indexOf('=', start);
    if (equals < 0 || equals >= end) {
      throw Unverifiable.neutral("syntax error: a tag without =");
    }
    String name = strip(list, start, equals);
    if (!isName(name)) {
      throw Unverifiable.neutral("syntax error: bad tag name");
    }
    if (tags.put(name, new Tag(strip(list, equals + 1, end), equals + 1, end)) != null) {
      throw Unverifiable.neutral("syntax error: tag " + name + "= is there twice");
    }
    if (tags.size() > TAGS_MAX) {
      throw Unverifiable.neutral("more than " + TAGS_MAX + " tags");
    }
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(tags.get(name)).map(Tag::text);
  }

  /** The value as written, or an empty text. */
  String getOrEmpty(String name) {
    return get(name).orElse("");
  }

  String required(String name) throws Unverifiable {
    Tag tag = tags.get(name);
    if (tag == null) {
      throw Unverifiable.neutral("syntax error: tag " + name + "= is missing");
    }
    return tag.text();
  }

  Tag place(String name) {
    return tags.get(name);
  }

  boolean isFirst(String name) {
    return !tags.isEmpty() && tags.keySet().iterator().next().equals(name);
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      boolean later = c >= '0' && c <= '9' || c == '_';
      if (!letter && !(later && i > 0)) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** Folding white space only: other control characters stay and break what they stand in. */
  private static String strip(String list, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isFoldingSpace(list.charAt(start))) {
      start++;
    }
    while (end > start && isFoldingSpace(list.charAt(end - 1))) {
      end--;
    }
    return list.substring(start, end);
  }

  private static boolean isBlank(String list, int from, int to) {
    return strip(list, from, to).isEmpty();
  }

  static boolean isFoldingSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  /** A value with all folding white space taken out, as base64 and lists allow it inside. */
  static String withoutSpace(String value) {
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      if (!isFoldingSpace(value.charAt(i))) {
        text.append(value.charAt(i));
      }
    }
    return text.toString();
  }
}
