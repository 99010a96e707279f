package relay.domain.suppression;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.suppression.SuppressionHash.Name;

/**
 * Who is suppressed, as the mail path asks it: a few look-ups in memory for a recipient,
 * microseconds whatever their number. What changes is seen by the next question. Thread-safe.
 */
public final class SuppressionBook {
  /** Nobody is suppressed. */
  public static final SuppressionBook EMPTY =
      new SuppressionBook(
          new SuppressionHash(new byte[SuppressionHash.KEY_OCTETS]), new SuppressionTable());

  private final SuppressionHash hash;
  private final SuppressionTable table;

  public SuppressionBook(SuppressionHash hash, SuppressionTable table) {
    this.hash = hash;
    this.table = table;
  }

  /**
   * What holds a recipient back.
   *
   * @param id under which the desk knows it
   * @param subject the address, or its domain
   */
  public record Match(
      String id, SuppressionSubject subject, SuppressionScope scope, SuppressionReason reason) {

    /** For senders and the journal: what it is and what to do. */
    public String sentence() {
      return "No mail goes to "
          + (subject.isDomain() ? "this domain: " : "this address: ")
          + reason.sentence()
          + " ("
          + scope
          + "); suppression "
          + id
          + ", which an operator can take out";
    }
  }

  /** True when there is nothing to ask: the usual case. */
  public boolean isEmpty() {
    return table.size() == 0;
  }

  public long size() {
    return table.size();
  }

  /** What the entry of a subject in a scope is called. */
  public String idOf(SuppressionSubject subject, SuppressionScope scope) {
    return hash.of(subject, scope).toString();
  }

  /** Whether there is an entry of exactly this scope and reason now. */
  public boolean holds(
      SuppressionSubject subject, SuppressionScope scope, SuppressionReason reason, Instant now) {
    int term = table.get(hash.of(subject, scope));
    return term != 0
        && SuppressionTerm.reason(term) == reason
        && SuppressionTerm.holds(term, now.getEpochSecond());
  }

  /** Takes in an entry, or changes it. */
  public void put(Name name, SuppressionReason reason, Optional<Instant> end) {
    table.put(name, SuppressionTerm.of(reason, end));
  }

  /** Takes an entry out. */
  public void remove(Name name) {
    table.put(name, 0);
  }

  /**
   * What holds back mail of this owner to a recipient now, the widest first; empty: it may go.
   *
   * @param fullMailboxCounts whether a suppression for a full mailbox counts for this mail
   */
  public Optional<Match> find(
      MailOwner owner, Lane lane, EmailAddress recipient, Instant now, boolean fullMailboxCounts) {
    var question = new Question(recipient, now, fullMailboxCounts);
    Optional<Match> found = wide(question, owner.tenant());
    if (found.isEmpty() && lane == Lane.BULK) {
      found = match(question, owner.tenant(), SuppressionScope.BULK);
    }
    return found.isPresent() ? found : match(question, owner.tenant(), owner.stream());
  }

  /** What holds back any mail of a tenant to a recipient, while its stream is not known yet. */
  public Optional<Match> find(String tenant, EmailAddress recipient, Instant now) {
    return wide(new Question(recipient, now, false), tenant);
  }

  /** What is asked about one recipient; its names are made once. */
  private static final class Question {
    private final SuppressionSubject[] subjects;
    private final byte[][] octets;
    private final long nowSeconds;
    private final boolean fullMailboxCounts;

    Question(EmailAddress recipient, Instant now, boolean fullMailboxCounts) {
      SuppressionSubject address = SuppressionSubject.of(recipient);
      SuppressionSubject domain = new SuppressionSubject(address.domain());
      this.subjects = new SuppressionSubject[] {address, domain};
      this.octets = new byte[][] {octets(address), octets(domain)};
      this.nowSeconds = now.getEpochSecond();
      this.fullMailboxCounts = fullMailboxCounts;
    }

    private static byte[] octets(SuppressionSubject subject) {
      return subject.text().getBytes(StandardCharsets.UTF_8);
    }

    boolean isAnsweredBy(int term) {
      return term != 0
          && SuppressionTerm.holds(term, nowSeconds)
          && (fullMailboxCounts || SuppressionTerm.reason(term) != SuppressionReason.MAILBOX_FULL);
    }
  }

  private Optional<Match> wide(Question question, String tenant) {
    Optional<Match> found = match(question, "", "");
    return found.isPresent() ? found : match(question, tenant, "");
  }

  private Optional<Match> match(Question question, String tenant, String stream) {
    for (int i = 0; i < question.subjects.length; i++) {
      Name name = hash.of(question.octets[i], tenant, stream);
      int term = table.get(name);
      if (question.isAnsweredBy(term)) {
        var scope = new SuppressionScope(tenant, stream);
        return Optional.of(
            new Match(name.toString(), question.subjects[i], scope, SuppressionTerm.reason(term)));
      }
    }
    return Optional.empty();
  }
}
