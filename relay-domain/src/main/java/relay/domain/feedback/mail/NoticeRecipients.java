package relay.domain.feedback.mail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds in a notice for people whom it is about, and which lines speak of whom. Programs put the
 * address at the start of a line, or after a word that says so; addresses of the sender, and of
 * whom to ask, stand elsewhere.
 */
final class NoticeRecipients {
  private static final int PER_LINE_MAX = 4;
  private static final int BLOCK_LINES_MAX = 40;
  private static final int LABEL_CHARS_MAX = 24;
  private static final String SUBJECT = "subject";

  /** Ends of what stands before a recipient, without colon. */
  private static final List<String> LABELS = WordLists.named("before-recipients");

  /** Words before an address that is nobody's who was to get the mail. */
  private static final List<String> OTHERS = WordLists.named("before-others");

  private final Map<String, List<String>> blocks = new LinkedHashMap<>();
  private final Map<String, String> written = new HashMap<>();
  private final Set<String> own;
  private final int max;

  /**
   * Ready to read.
   *
   * @param own addresses of whom the notice was written to, and by, in small letters
   */
  private NoticeRecipients(Set<String> own, int max) {
    this.own = own;
    this.max = max;
  }

  /**
   * The lines that speak of each, by address, in the order of the notice.
   *
   * @param system whether a mail system wrote the notice: when no word that is known says whom it
   *     is about, it is about the only one that stands behind a colon, whatever the language
   */
  static Map<String, List<String>> in(Notice notice, Set<String> own, boolean system, int max) {
    NoticeRecipients found = new NoticeRecipients(own, max);
    found.read(notice.lines());
    if (found.blocks.isEmpty() && system) {
      String only = found.onlyOneIn(notice.lines());
      if (!only.isEmpty()) {
        notice.lines().forEach(line -> found.add(only, line));
      }
    }
    return found.blocks;
  }

  /** The only foreign address behind a few words with a colon; empty when there are several. */
  private String onlyOneIn(List<String> lines) {
    String only = "";
    for (String line : lines) {
      for (Addresses.Found each : Addresses.in(line, PER_LINE_MAX)) {
        String address = each.address().toLowerCase(Locale.ROOT);
        boolean another = !only.isEmpty() && !only.equalsIgnoreCase(address);
        if (!own.contains(address) && isLabelled(line.substring(0, each.start()))) {
          if (another) {
            return "";
          }
          only = each.address();
        }
      }
    }
    return only;
  }

  private static boolean isLabelled(String before) {
    String label = before.toLowerCase(Locale.ROOT).replaceAll("[\\s<\"']+$", "");
    return label.length() <= LABEL_CHARS_MAX
        && (label.endsWith(":") || label.endsWith("："))
        && OTHERS.stream().noneMatch(label::contains);
  }

  private void read(List<String> lines) {
    String current = "";
    List<String> before = new ArrayList<>();
    for (String line : lines) {
      String named = recipientIn(line);
      if (!named.isEmpty() && startsWithCode(line)) {
        // Old programs tell the conversation first, and then in one line whom it was about.
        before.forEach(l -> add(named, l));
        add(named, line);
        before.clear();
        current = "";
        continue;
      }
      if (!named.isEmpty()) {
        current = named;
        before.clear();
      } else if (isHeading(line)) {
        // What follows speaks of all of them, or of one that it names.
        current = "";
        before.clear();
      }
      if (!current.isEmpty()) {
        add(current, line);
      } else if (before.size() < BLOCK_LINES_MAX) {
        before.add(line);
      }
    }
  }

  private void add(String address, String line) {
    // As it was first written, whatever the case is later.
    String key = written.computeIfAbsent(address.toLowerCase(Locale.ROOT), k -> address);
    if (blocks.containsKey(key) || blocks.size() < max) {
      List<String> block = blocks.computeIfAbsent(key, k -> new ArrayList<>());
      if (block.size() < BLOCK_LINES_MAX) {
        block.add(line);
      }
    }
  }

  private String recipientIn(String line) {
    if (line.indexOf('@') < 0) {
      return "";
    }
    for (Addresses.Found found : Addresses.in(line, PER_LINE_MAX)) {
      String before = line.substring(0, found.start()).toLowerCase(Locale.ROOT);
      if (!own.contains(found.address().toLowerCase(Locale.ROOT)) && isRecipient(before)) {
        return found.address();
      }
    }
    return "";
  }

  private static boolean isRecipient(String before) {
    String words = bare(before);
    if (words.isEmpty()) {
      return true;
    }
    for (String label : LABELS) {
      if (words.endsWith(label)) {
        // A sentence may name the subject before the recipient; a line that begins so quotes it.
        return !words.startsWith(SUBJECT) && OTHERS.stream().noneMatch(words::contains);
      }
    }
    return false;
  }

  /** Without brackets, bullets, reply codes and transcript signs. */
  private static String bare(String before) {
    String words = before;
    int end = words.length();
    while (end > 0
        && (words.charAt(end - 1) <= ' ' || "<\"'([*-=>・:：「".indexOf(words.charAt(end - 1)) >= 0)) {
      end--;
    }
    words = words.substring(0, end);
    int start = 0;
    while (start < words.length()
        && (words.charAt(start) <= ' ' || "<>*-=.#・".indexOf(words.charAt(start)) >= 0)) {
      start++;
    }
    words = words.substring(start);
    return words.length() == 3 && startsWithCode(words + " ") ? "" : words;
  }

  /** {@code ----- Transcript of session follows -----}. */
  private static boolean isHeading(String line) {
    String told = line.strip();
    return told.length() > 10 && told.startsWith("---") && told.endsWith("---");
  }

  private static boolean startsWithCode(String line) {
    return line.length() > 3
        && (line.charAt(0) == '4' || line.charAt(0) == '5')
        && Character.isDigit(line.charAt(1))
        && Character.isDigit(line.charAt(2))
        && (line.charAt(3) == ' ' || line.charAt(3) == '-');
  }
}
