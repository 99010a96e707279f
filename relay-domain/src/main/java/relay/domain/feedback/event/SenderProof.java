package relay.domain.feedback.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.signing.DkimResult;
import relay.domain.verification.dmarc.CheckedMail;
import relay.domain.verification.dmarc.DmarcPolicy;
import relay.domain.verification.dmarc.DmarcResult;

/**
 * What SPF, DKIM and DMARC say of who sent feedback.
 *
 * @param text as in an Authentication-Results field (RFC 8601); empty when nothing was asked
 * @param domain the domain in From when DMARC passed; else empty text
 * @param forged whether the domain in From says itself that the mail is not its own
 */
public record SenderProof(String text, String domain, boolean forged) {
  /** Nothing was asked. */
  public static final SenderProof NONE = new SenderProof("", "", false);

  private static final int SIGNATURES_TOLD_MAX = 3;
  private static final int WORD_CHARS_MAX = 100;

  /** What came of the checks. */
  public static SenderProof of(CheckedMail mail) {
    List<String> results = new ArrayList<>();
    mail.spf()
        .ifPresent(
            sent ->
                results.add(
                    "spf="
                        + sent.verdict().result().word()
                        + " smtp."
                        + sent.sender().identity().word()
                        + "="
                        + plain(sent.sender().domain())));
    mail.signatures().stream()
        .limit(SIGNATURES_TOLD_MAX)
        .forEach(signature -> results.add(told(signature)));
    if (mail.signatures().isEmpty()) {
      results.add("dkim=none");
    }
    boolean isPass = mail.dmarc().result() == DmarcResult.PASS;
    String author = plain(mail.dmarc().author());
    results.add(
        "dmarc="
            + mail.dmarc().result().word()
            + (author.isEmpty() ? "" : " header.from=" + author));
    return new SenderProof(
        String.join("; ", results),
        isPass ? author : "",
        mail.dmarc().disposition() == DmarcPolicy.REJECT);
  }

  private static String told(DkimResult signature) {
    String domain = plain(signature.domain());
    return "dkim=" + signature.status().word() + (domain.isEmpty() ? "" : " header.d=" + domain);
  }

  /** Names of strangers: what could be taken for another result is left out. */
  private static String plain(String name) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < Math.min(name.length(), WORD_CHARS_MAX); i++) {
      char c = name.charAt(i);
      if (c > ' ' && c < 127 && ";=()\"\\".indexOf(c) < 0) {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /**
   * The events of a feedback with this proof: told in each; and when the sender is forged and
   * nothing but a token within the mail proves it, only that it is ignored.
   *
   * @param came what the events are about
   * @param check how much the proof counts
   */
  public List<MailEvent> on(List<MailEvent> events, IncomingFeedback came, SenderCheck check) {
    if (text.isEmpty()) {
      return events;
    }
    boolean restsOnContent = came.place().token().isEmpty();
    if (check == SenderCheck.REFUSE_FORGED && forged && restsOnContent) {
      return events.stream().limit(1).map(event -> ignored(event, came)).toList();
    }
    return events.stream().map(event -> with(event, event.details())).toList();
  }

  private MailEvent ignored(MailEvent event, IncomingFeedback came) {
    if (event.type() == EventType.FEEDBACK_IGNORED) {
      return with(event, event.details());
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.REASON, "the sender is forged: the domain in From asks to refuse it");
    details.put(EventField.KIND, came.verdict().kind().word());
    Optional.ofNullable(event.details().get(EventField.TOKEN))
        .ifPresent(token -> details.put(EventField.TOKEN, token));
    details.put(EventField.SOURCE, FeedbackJudge.BY_MAIL);
    var ignored =
        new MailEvent(
            EventType.FEEDBACK_IGNORED,
            came.at(),
            Optional.of(came.id()),
            0,
            0,
            Optional.empty(),
            details);
    return with(ignored, details);
  }

  private MailEvent with(MailEvent event, Map<String, Object> details) {
    Map<String, Object> more = new LinkedHashMap<>(details);
    more.put(EventField.AUTHENTICATION, text);
    return new MailEvent(
        event.type(),
        event.at(),
        event.mail(),
        event.part(),
        event.attempt(),
        event.recipient(),
        more);
  }
}
