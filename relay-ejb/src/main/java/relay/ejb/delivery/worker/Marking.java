package relay.ejb.delivery.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.identity.ReturnPaths;
import relay.domain.identity.UnsubscribeFields;
import relay.domain.mail.DomainName;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.Recipient;
import relay.domain.queue.EntryId;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.Route;
import relay.domain.tracking.MailTracking;

/**
 * Gives each recipient of a mail the return path and the header field that tell him, and the mail
 * its tracked links, before its first attempt and before anything is signed. Thread-safe.
 */
final class Marking {
  private static final int HEADER_OCTETS_MAX = 64 << 10;
  private static final int HEADER_FIELDS_MAX = 1000;
  private final ReturnPaths paths;
  private final MailTracking tracking;

  Marking(ReturnPaths paths, MailTracking tracking) {
    this.paths = paths;
    this.tracking = tracking;
  }

  /**
   * What a mail is to be marked with.
   *
   * @param returnTo at which domain each recipient has a return path of his own; empty: none has
   * @param tracking how its links are tracked; empty: they are not
   */
  record Marks(Optional<DomainName> returnTo, Optional<MailTracking.Plan> tracking) {
    static final Marks NONE = new Marks(Optional.empty(), Optional.empty());

    /** Whether each recipient must have a mail of his own. */
    boolean areSingle() {
      return returnTo.isPresent() || tracking.filter(MailTracking.Plan::isSingle).isPresent();
    }
  }

  /**
   * With what this mail is to be marked. Only a mail that nobody has touched still has all the
   * recipients by whose places tokens tell them.
   */
  Marks of(QueuedMail mail) {
    EntryId entry = mail.entry();
    return mail.signed() || mail.isUnwritten() || entry.part() > 0 || entry.attempts() > 0
        ? Marks.NONE
        : new Marks(
            paths.domain(mail.owner(), mail.lane(), mail.envelope().sender()), tracking.plan(mail));
  }

  /**
   * With what a mail is to be marked whose split is on record already.
   *
   * @param returnTo as it is on record
   * @param isSingle whether each recipient was given a part of his own
   */
  Marks again(QueuedMail mail, Optional<DomainName> returnTo, boolean isSingle) {
    Optional<MailTracking.Plan> plan = tracking.plan(mail).filter(p -> isSingle || !p.isSingle());
    return new Marks(returnTo, plan);
  }

  /**
   * The mail, marked; where its marks are single it is for one recipient.
   *
   * @param place of the recipient in the whole mail
   */
  QueuedMail marked(QueuedMail mail, int place, Marks marks) throws IOException {
    QueuedMail tracked =
        marks.tracking().isPresent()
            ? mail.withContent(tracking.tracked(mail, marks.tracking().get()))
            : mail;
    return marks.returnTo().isPresent()
        ? returning(tracked, place, marks.returnTo().get())
        : tracked;
  }

  /** Where its stream wants that, with the fields by which he unsubscribes. */
  private QueuedMail returning(QueuedMail mail, int place, DomainName domain) throws IOException {
    ReturnPaths.Mark mark = paths.mark(mail.entry().mail(), place, domain);
    byte[] fields = mark.field();
    Optional<byte[]> unsubscribe = paths.unsubscribeFields(mail.owner(), mail.lane(), mark);
    if (unsubscribe.isPresent() && !offersItself(mail)) {
      byte[] more = unsubscribe.get();
      fields = Arrays.copyOf(fields, fields.length + more.length);
      System.arraycopy(more, 0, fields, mark.field().length, more.length);
    }
    return mail.returning(mark.returnPath(), mail.content().after(fields));
  }

  /** An application that has its own way to unsubscribe keeps it: two would contradict. */
  private static boolean offersItself(QueuedMail mail) throws IOException {
    var header = HeaderSection.of(mail.content(), HEADER_OCTETS_MAX, HEADER_FIELDS_MAX);
    return header.count(UnsubscribeFields.FIELD) + header.count(UnsubscribeFields.POST_FIELD) > 0;
  }

  /** The same ways for each recipient alone, in the order of the recipients. */
  static Passage singly(Passage passage, List<Recipient> recipients) {
    Map<Recipient, Route> ways = new IdentityHashMap<>();
    for (Route route : passage.routes()) {
      route.recipients().forEach(recipient -> ways.put(recipient, route));
    }
    List<Route> each = new ArrayList<>(recipients.size());
    for (Recipient recipient : recipients) {
      each.add(new Route(ways.get(recipient).hop(), List.of(recipient)));
    }
    return new Passage(each);
  }
}
