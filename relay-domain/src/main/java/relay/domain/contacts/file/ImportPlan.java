package relay.domain.contacts.file;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentOutcome;
import relay.domain.contacts.ConsentRules;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.ContactFields;
import relay.domain.contacts.ContactList;
import relay.domain.contacts.file.ImportCounts.Of;
import relay.domain.mail.EmailAddress;

/**
 * What some rows of a file make of the contacts that there are; a row sees what the rows before it
 * have made. For one thread.
 */
public final class ImportPlan {
  private final ImportOrder order;
  private final Map<String, ContactList> lists;
  private final Function<EmailAddress, Optional<String>> suppressed;
  private final Map<String, Planned> contacts = new LinkedHashMap<>();
  private final List<ReportLine> report = new ArrayList<>();
  private final Map<Of, Long> counts = new EnumMap<>(Of.class);

  /**
   * @param suppressed why an address is held back; empty: it is not
   */
  public ImportPlan(
      ImportOrder order,
      Map<String, ContactList> lists,
      Function<EmailAddress, Optional<String>> suppressed) {
    this.order = order;
    this.lists = lists;
    this.suppressed = suppressed;
  }

  /** A contact as it was and as it shall be. */
  public static final class Planned {
    private final boolean isNew;
    private ContactFields fields;
    private final Map<String, ConsentState> marks;
    private final List<Consent> proofs = new ArrayList<>();
    private boolean isChanged;

    private Planned(boolean isNew, ContactFields fields, Map<String, ConsentState> marks) {
      this.isNew = isNew;
      this.fields = fields;
      this.marks = new TreeMap<>(marks);
    }

    public boolean isNew() {
      return isNew;
    }

    /** Whether anything of it is to be written. */
    public boolean isChanged() {
      return isChanged;
    }

    /** Null for a new one that no row has told yet. */
    public ContactFields fields() {
      return fields;
    }

    /** States by id of the list. */
    public Map<String, ConsentState> marks() {
      return marks;
    }

    /** To be added, oldest first. */
    public List<Consent> proofs() {
      return proofs;
    }
  }

  /** There is this contact; said before any row of it. */
  public void knows(ContactFields fields, Map<String, ConsentState> marks) {
    contacts.put(fields.subject().text(), new Planned(false, fields, marks));
  }

  /** There is none, and there was one who left lists. */
  public void remembers(String subject, Map<String, ConsentState> left) {
    contacts.put(subject, new Planned(true, null, left));
  }

  /** Adds a row. */
  public void add(ImportRow row) {
    count(Of.ROWS);
    if (row instanceof ImportRow.Faulty faulty) {
      count(Of.FAULTY);
      tell(faulty.line(), ReportLine.Kind.ERROR, faulty.column(), faulty.error());
      return;
    }
    var given = (ImportRow.Given) row;
    EmailAddress address = given.fields().address();
    if (RoleAddresses.isRole(address)) {
      count(Of.ROLE);
      tell(
          row.line(),
          ReportLine.Kind.ROLE,
          ImportColumns.ADDRESS,
          order.leavesRoles()
              ? "is the address of a task, not of a person; left out as asked for"
              : "is the address of a task, not of a person; leave it out unless somebody agreed");
      if (order.leavesRoles()) {
        return;
      }
    }
    suppressed
        .apply(address)
        .ifPresent(
            why -> {
              count(Of.SUPPRESSED);
              tell(row.line(), ReportLine.Kind.SUPPRESSED, ImportColumns.ADDRESS, why);
            });
    take(given);
  }

  private void take(ImportRow.Given given) {
    Planned planned =
        contacts.computeIfAbsent(
            given.fields().subject().text(), subject -> new Planned(true, null, Map.of()));
    boolean isAdded = planned.fields == null;
    ContactFields after =
        isAdded ? given.fields() : order.merge().merge(planned.fields, given.fields());
    boolean isChanged = isAdded || !after.equals(planned.fields);
    planned.fields = after;
    isChanged |= consents(given, planned);
    planned.isChanged |= isChanged;
    count(isAdded ? Of.ADDED : isChanged ? Of.CHANGED : Of.SAME);
  }

  private boolean consents(ImportRow.Given given, Planned planned) {
    boolean isChanged = false;
    for (Consent wish : given.wishes()) {
      ContactList list = lists.get(wish.list());
      if (list == null) {
        refuse(given, wish, "list " + wish.list() + " is not there any more");
        continue;
      }
      ConsentOutcome outcome =
          ConsentRules.judge(list, Optional.ofNullable(planned.marks.get(list.id())), wish);
      if (outcome instanceof ConsentOutcome.Changed changed) {
        planned.marks.put(list.id(), changed.consent().state());
        planned.proofs.add(changed.consent());
        count(Of.CONSENTS);
        isChanged = true;
      } else if (outcome instanceof ConsentOutcome.Refused refused) {
        refuse(given, wish, refused.why());
      }
    }
    return isChanged;
  }

  private void refuse(ImportRow.Given given, Consent wish, String why) {
    count(Of.REFUSED);
    tell(given.line(), ReportLine.Kind.REFUSED, ImportColumns.LIST + wish.list(), why);
  }

  private void count(Of what) {
    counts.merge(what, 1L, Long::sum);
  }

  private void tell(long line, ReportLine.Kind kind, String column, String text) {
    report.add(new ReportLine(line, kind, column, text));
  }

  /** Contacts by the form in which they are compared, those that nothing becomes of included. */
  public Map<String, Planned> contacts() {
    return contacts;
  }

  /** What is to be told, in the order of the rows. */
  public List<ReportLine> report() {
    return report;
  }

  public ImportCounts counts() {
    return new ImportCounts(counts);
  }
}
