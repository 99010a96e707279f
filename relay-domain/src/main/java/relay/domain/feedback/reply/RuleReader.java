package relay.domain.feedback.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads rules as people write them. A line that begins with a class opens a section: {@code CLASS
 * [for PROVIDER] [at MOMENT] [vague] [when PREFIX...]}, where a prefix is the beginning of a reply
 * code ({@code 4}, {@code 552}) or of an enhanced status ({@code 5.7}), and vague phrases are
 * looked for only where the enhanced status says nothing. Indented lines are its phrases; indented
 * lines that begin with {@code >} are sample replies that must come out as this class. A line that
 * begins with {@code #} is a comment. Bounded: see the constants.
 */
final class RuleReader {
  static final int RULES_MAX = 5000;
  static final int LINE_CHARS_MAX = 1000;

  private final String name;
  private final List<Rule> rules = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private int number;
  private Section section;

  private RuleReader(String name) {
    this.name = name;
  }

  /**
   * A reply that says how it is to be understood.
   *
   * @param origin where it is written, for the message when it does not
   */
  record Sample(RefusedReply reply, ReplyClass expected, String origin) {}

  private record Section(
      ReplyClass result, String provider, Moment moment, boolean vague, List<String> prefixes) {}

  /** Rules in their order, and samples. */
  record Source(List<Rule> rules, List<Sample> samples) {}

  /**
   * Reads a text.
   *
   * @param name of the text, for messages
   * @throws InvalidRules naming the first line that is wrong
   */
  static Source read(String name, String text) {
    RuleReader reader = new RuleReader(name);
    text.lines().forEachOrdered(reader::line);
    return new Source(List.copyOf(reader.rules), List.copyOf(reader.samples));
  }

  private void line(String line) {
    number++;
    if (line.length() > LINE_CHARS_MAX) {
      throw invalid("is longer than " + LINE_CHARS_MAX + " characters: cut it");
    }
    String written = line.strip();
    if (written.isEmpty() || written.startsWith("#")) {
      return;
    }
    if (!Character.isWhitespace(line.charAt(0))) {
      section = section(List.of(written.split("\\s+")));
    } else if (section == null) {
      throw invalid("stands before the first class: begin with a line such as MAILBOX_FULL");
    } else if (written.startsWith(">")) {
      RefusedReply reply =
          ReplyLine.read(written.substring(1)).asReply(section.moment(), section.provider());
      samples.add(new Sample(reply, section.result(), name + " line " + number));
    } else {
      rule(written);
    }
  }

  private void rule(String written) {
    if (rules.size() == RULES_MAX) {
      throw invalid("is one rule too many: " + RULES_MAX + " is the most");
    }
    try {
      rules.add(
          new Rule(
              section.result(),
              section.provider(),
              section.prefixes(),
              section.moment(),
              section.vague(),
              Phrase.of(written)));
    } catch (IllegalArgumentException e) {
      throw invalid("is no phrase: " + e.getMessage());
    }
  }

  private Section section(List<String> words) {
    Section made = new Section(resultNamed(words.get(0)), "", Moment.UNKNOWN, false, List.of());
    int at = 1;
    while (at < words.size()) {
      String word = words.get(at);
      String value = at + 1 < words.size() ? words.get(at + 1) : "";
      switch (word) {
        case "for" -> {
          if (Provider.named(value).isEmpty()) {
            throw invalid("names the provider '" + value + "', which is not known");
          }
          made = new Section(made.result, value, made.moment, made.vague, List.of());
          at += 2;
        }
        case "at" -> {
          made = new Section(made.result, made.provider, momentNamed(value), made.vague, List.of());
          at += 2;
        }
        case "vague" -> {
          made = new Section(made.result, made.provider, made.moment, true, List.of());
          at++;
        }
        case "when" -> {
          List<String> prefixes = List.copyOf(words.subList(at + 1, words.size()));
          if (prefixes.isEmpty() || !prefixes.stream().allMatch(RuleReader::isPrefix)) {
            throw invalid("says when without the beginning of a code or status, such as 5.7");
          }
          return new Section(made.result, made.provider, made.moment, made.vague, prefixes);
        }
        default -> throw invalid("has the word '" + word + "'; known are for, at, vague and when");
      }
    }
    return made;
  }

  private static boolean isPrefix(String word) {
    return word.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9') && !word.startsWith(".");
  }

  private ReplyClass resultNamed(String word) {
    try {
      return ReplyClass.valueOf(word);
    } catch (IllegalArgumentException e) {
      throw invalid("begins with '" + word + "', which is no class of replies");
    }
  }

  private Moment momentNamed(String word) {
    try {
      return Moment.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw invalid("says at '" + word + "'; known are connection, sender, recipient, content");
    }
  }

  private InvalidRules invalid(String why) {
    return new InvalidRules(name + " line " + number + " " + why);
  }
}
