package relay.ejb.routing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * What of a message answers its question, and nothing else. The library's validator judges every
 * record that it is shown, and judges no more than that: genuine records of another name would make
 * it call a message secure that leaves out what was asked for, and a record or a signer of some
 * unsigned zone elsewhere would make it call a forged denial insecure.
 */
final class RelevantAnswer {
  private static final int ALIASES_MAX = 16;
  private final Message message;
  private final Name asked;
  private final int type;
  private final Set<Record> answer = new LinkedHashSet<>();
  private Name end;

  private RelevantAnswer(Message message) {
    this.message = message;
    this.asked = message.getQuestion().getName();
    this.type = message.getQuestion().getType();
    this.end = asked;
  }

  /** A message of the same outcome with the records that bear on its question. */
  static Message of(Message message) {
    return new RelevantAnswer(message).relevant();
  }

  private Message relevant() {
    boolean found = collect();
    var kept = new Message(message.getHeader().getID());
    kept.getHeader().setFlag(Flags.QR);
    kept.getHeader().setRcode(message.getHeader().getRcode());
    kept.addRecord(message.getQuestion(), Section.QUESTION);
    answer.forEach(r -> kept.addRecord(r, Section.ANSWER));
    List<Record> authority = authority();
    if (!found && authority.isEmpty()) {
      // Nothing to judge is left, and whether that is a fault depends on the zone: an unsigned
      // record at the name has its zone looked for.
      authority.add(placeholder());
    }
    authority.forEach(r -> kept.addRecord(r, Section.AUTHORITY));
    Optional.ofNullable(message.getOPT()).ifPresent(o -> kept.addRecord(o, Section.ADDITIONAL));
    return kept;
  }

  /** Follows the aliases from the name asked for; whether the records asked for are behind them. */
  private boolean collect() {
    for (int i = 0; i <= ALIASES_MAX; i++) {
      if (take(end, type)) {
        return true;
      }
      Optional<Record> alias = first(end, Type.CNAME);
      if (alias.isEmpty()) {
        return false;
      }
      takeDname();
      take(end, Type.CNAME);
      end = ((CNAMERecord) alias.get()).getTarget();
    }
    return false;
  }

  /** An alias may follow from an alias of a whole tree, which is what is signed (RFC 6672 5.3). */
  private void takeDname() {
    for (Record record : message.getSection(Section.ANSWER)) {
      if (record.getType() == Type.DNAME && isBelow(end, record.getName())) {
        take(record.getName(), Type.DNAME);
        return;
      }
    }
  }

  private boolean take(Name name, int wanted) {
    List<Record> found = new ArrayList<>();
    boolean any = false;
    for (Record record : message.getSection(Section.ANSWER)) {
      if (record.getName().equals(name) && record.getRRsetType() == wanted && isInTree(record)) {
        found.add(record);
        any |= record.getType() == wanted;
      }
    }
    if (any) {
      answer.addAll(found);
    }
    return any;
  }

  private Optional<Record> first(Name name, int wanted) {
    return message.getSection(Section.ANSWER).stream()
        .filter(r -> r.getType() == wanted && r.getName().equals(name))
        .findFirst();
  }

  /** Denials of zones above the name, and the SOA record by which even unsigned ones are known. */
  private List<Record> authority() {
    List<Record> kept = new ArrayList<>();
    List<Record> all = message.getSection(Section.AUTHORITY);
    for (Record record : all) {
      boolean relevant =
          switch (record.getRRsetType()) {
            case Type.SOA -> end.subdomain(record.getName()) && isInTree(record);
            case Type.NSEC, Type.NSEC3 -> isInTree(record) && isSignedAbove(record, all);
            default -> false;
          };
      if (relevant) {
        kept.add(record);
      }
    }
    return kept;
  }

  /** Whether a zone that the name is in signed this denial, or this is such a signature. */
  private boolean isSignedAbove(Record record, List<Record> all) {
    if (record instanceof RRSIGRecord signature) {
      return end.subdomain(signature.getSigner());
    }
    return all.stream()
        .filter(r -> r.getName().equals(record.getName()) && isInTree(r))
        .anyMatch(
            r ->
                r instanceof RRSIGRecord signature
                    && signature.getTypeCovered() == record.getType()
                    && end.subdomain(signature.getSigner()));
  }

  /** RFC 4035 5.3.1: the signer is the zone that holds the records. */
  private static boolean isInTree(Record record) {
    return !(record instanceof RRSIGRecord signature)
        || record.getName().subdomain(signature.getSigner());
  }

  private static boolean isBelow(Name name, Name above) {
    return !name.equals(above) && name.subdomain(above);
  }

  private Record placeholder() {
    return new SOARecord(end, DClass.IN, 0, Name.root, Name.root, 0, 0, 0, 0, 0);
  }

  /** Whether all denials in a message need more hashing than allowed (RFC 9276 3.2). */
  static boolean hashesMoreThan(Message message, int iterationsMax) {
    List<Record> denials =
        message.getSection(Section.AUTHORITY).stream()
            .filter(NSEC3Record.class::isInstance)
            .toList();
    return !denials.isEmpty()
        && denials.stream().allMatch(r -> ((NSEC3Record) r).getIterations() > iterationsMax);
  }
}
