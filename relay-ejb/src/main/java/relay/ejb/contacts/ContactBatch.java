package relay.ejb.contacts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relay.domain.contacts.ConfirmationSettings;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentOutcome;
import relay.domain.contacts.ConsentRules;
import relay.domain.contacts.ContactList;
import relay.domain.contacts.ContactSchema;
import relay.domain.contacts.file.ImportPlan;
import relay.domain.contacts.file.ImportPlan.Planned;
import relay.domain.suppression.SuppressionSubject;

/** Many contacts of a tenant at once, within a transaction of the caller. */
public final class ContactBatch {
  private final Connection connection;
  private final ContactRows rows;
  private final Map<String, ContactList> lists;
  private final Map<String, Long> ids = new HashMap<>();
  private Map<String, String> hashes = Map.of();
  private Set<String> remembered = Set.of();

  /**
   * @param attributes names of those that may be written
   */
  public ContactBatch(
      Connection connection, String tenant, ContactSchema schema, Set<String> attributes)
      throws SQLException {
    this.connection = connection;
    this.lists = schema.lists();
    this.rows =
        new ContactRows(
            tenant,
            ContactSlots.assigned(connection, tenant, schema.attributes(), attributes),
            schema.lists().keySet());
  }

  /** Tells the plan who is there and who was; their rows stay locked. */
  public void load(Set<String> subjects, ImportPlan plan) throws SQLException {
    if (subjects.isEmpty()) {
      return;
    }
    Condition whose =
        Condition.ofTenant(rows.tenant())
            .and(
                "subject in (" + "?, ".repeat(subjects.size() - 1) + "?)",
                subjects.toArray(Object[]::new));
    for (ContactRows.Row row : rows.rows(connection, whose, " for update")) {
      plan.knows(row.contact().fields(), row.marks());
      ids.put(row.contact().fields().subject().text(), Long.valueOf(row.contact().id()));
    }
    hashes = new LinkedHashMap<>();
    for (String subject : subjects) {
      if (!ids.containsKey(subject)) {
        hashes.put(ConsentRows.hash(new SuppressionSubject(subject)), subject);
      }
    }
    var left = ConsentRows.left(connection, rows.tenant(), hashes.keySet());
    left.forEach((hash, marks) -> plan.remembers(hashes.get(hash), marks));
    remembered = left.keySet();
  }

  /** Writes what is planned. */
  public void write(ImportPlan plan, String author, Instant now) throws SQLException {
    List<Proof> proofs = new ArrayList<>();
    try (PreparedStatement insert = rows.insert(connection);
        PreparedStatement update = rows.update(connection)) {
      for (Map.Entry<String, Planned> each : plan.contacts().entrySet()) {
        Planned contact = each.getValue();
        if (!contact.isChanged()) {
          continue;
        }
        if (contact.isNew()) {
          rows.bindNew(insert, contact.fields(), contact.marks(), now);
          insert.addBatch();
        } else {
          rows.bindChanged(update, ids.get(each.getKey()), contact.fields(), contact.marks(), now);
          update.addBatch();
        }
        String hash =
            contact.proofs().isEmpty() ? "" : ConsentRows.hash(contact.fields().subject());
        contact.proofs().forEach(proof -> proofs.add(new Proof(hash, proof)));
      }
      insert.executeBatch();
      update.executeBatch();
    }
    write(proofs, author);
    for (String hash : remembered) {
      if (plan.contacts().get(hashes.get(hash)).isChanged()) {
        ConsentRows.end(connection, rows.tenant(), hash, Optional.empty());
      }
    }
  }

  /** Orders mails to those of whom the plan asks to confirm; after it was written. */
  public void ask(ImportPlan plan, ConfirmationSettings settings, Instant now) throws SQLException {
    if (lists.values().stream().noneMatch(ContactList::asksToConfirm)) {
      return;
    }
    try (var orders = new ConfirmationOrders(connection, settings, now)) {
      for (Planned contact : plan.contacts().values()) {
        for (Consent proof : contact.proofs()) {
          var outcome = new ConsentOutcome.Changed(proof);
          if (ConsentRules.asks(lists.get(proof.list()), proof, outcome)) {
            orders.order(rows.tenant(), contact.fields().subject(), proof.list());
          }
        }
      }
    }
  }

  /** A proof and whose it is. */
  private record Proof(String hash, Consent consent) {}

  /** In the order of the index, whose pages are random otherwise; those of one contact as given. */
  private void write(List<Proof> proofs, String author) throws SQLException {
    proofs.sort(Comparator.comparing(Proof::hash));
    try (PreparedStatement insert = ConsentRows.insert(connection)) {
      for (Proof each : proofs) {
        ConsentRows.bind(insert, rows.tenant(), each.hash(), each.consent(), author);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
