package relay.domain.template;

import java.util.List;

/**
 * What is to be said of a mail before it goes to many.
 *
 * @param findings the gravest first
 * @param links distinct addresses of its links, in their order, up to a bound
 * @param spamScore of our own list of phrases; from {@value ContentCheck#SPAM_SCORE_HIGH} on it is
 *     a warning
 */
public record ContentReport(
    List<Finding> findings, List<String> links, int htmlOctets, int textOctets, int spamScore) {
  public ContentReport {
    findings = List.copyOf(findings);
    links = List.copyOf(links);
  }
}
