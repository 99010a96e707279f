package relay.web.control;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import relay.domain.administration.Expectation;
import relay.web.problem.Problem;

/** Versions as entity tags, and the conditions that clients set with them (RFC 9110 13.1). */
public final class Conditions {
  private static final String ANY = "*";
  private static final int CHARS_MAX = 2000;
  private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"(,|$)");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private Conditions() {}

  /** The entity tag of a version. */
  public static String tag(long version) {
    return "\"" + version + "\"";
  }

  /** What must hold before a change. */
  public static Expectation expectation(HttpHeaders headers) {
    String match = headers.getHeaderString(HttpHeaders.IF_MATCH);
    String noneMatch = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
    if (noneMatch != null) {
      if (match != null || !noneMatch.trim().equals(ANY)) {
        throw Problem.in(400, HttpHeaders.IF_NONE_MATCH, "must be * and alone: make it new");
      }
      return Expectation.ABSENT;
    }
    if (match == null) {
      return Expectation.NONE;
    }
    return match.trim().equals(ANY)
        ? Expectation.PRESENT
        : Expectation.oneOf(versions(HttpHeaders.IF_MATCH, match, false));
  }

  /** Whether the client has this version already. */
  public static boolean isKnown(HttpHeaders headers, long version) {
    String noneMatch = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
    return noneMatch != null
        && (noneMatch.trim().equals(ANY)
            || versions(HttpHeaders.IF_NONE_MATCH, noneMatch, true).contains(version));
  }

  private static Set<Long> versions(String header, String text, boolean weakCounts) {
    Set<Long> versions = new HashSet<>();
    Matcher tags = TAG.matcher(text.length() > CHARS_MAX ? "" : text.replace(" ", ""));
    int end = 0;
    while (tags.find() && tags.start() == end) {
      end = tags.end();
      boolean counts = weakCounts || tags.group(1) == null;
      // a tag that is none of ours fits no version: -1 stands for it
      versions.add(
          Optional.of(tags.group(2))
              .filter(t -> counts && NUMBER.matcher(t).matches())
              .map(Long::valueOf)
              .orElse(-1L));
    }
    if (versions.isEmpty()) {
      throw Problem.in(400, header, "must be * or entity tags as in the ETag of an answer: \"3\"");
    }
    return versions;
  }
}
