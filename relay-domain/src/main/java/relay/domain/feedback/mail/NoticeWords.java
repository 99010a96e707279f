package relay.domain.feedback.mail;

import java.util.List;
import java.util.Locale;

/** What the words of a notice for people tell, in the languages that mail systems write in. */
final class NoticeWords {
  private static final List<String> FAILURE = WordLists.named("failure");

  private static final List<String> DELAY = WordLists.named("delay");

  private static final List<String> FINAL = WordLists.named("final");

  private NoticeWords() {}

  static boolean tellFailure(String notice) {
    return has(notice, FAILURE);
  }

  /** Whether they are still trying. */
  static boolean tellDelay(String notice) {
    return has(notice, DELAY) && !has(notice, FINAL);
  }

  private static boolean has(String text, List<String> words) {
    String lower = QuotedReply.flat(text).toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(lower::contains);
  }
}
