package relay.ejb.contacts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditEvent;
import relay.domain.contacts.ConfirmationSettings;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentOutcome;
import relay.domain.contacts.ConsentRules;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactFrequency;
import relay.domain.contacts.ContactList;
import relay.ejb.audit.AuditRows;

/**
 * What becomes of the consents of one contact, whose row is locked, within a transaction of the
 * caller: first judged, then written.
 */
final class ConsentChange {
  private final ContactRows rows;
  private final ContactRows.Row before;
  private final Map<String, ConsentState> marks;
  private final List<Consent> proofs = new ArrayList<>();
  private final List<ContactList> asking = new ArrayList<>();
  private ContactFrequency frequency;

  ConsentChange(ContactRows rows, ContactRows.Row before) {
    this.rows = rows;
    this.before = before;
    this.marks = new TreeMap<>(before.marks());
    this.frequency = before.contact().frequency();
  }

  ConsentOutcome judge(ContactList list, Consent wish) {
    ConsentOutcome outcome =
        ConsentRules.judge(list, Optional.ofNullable(marks.get(list.id())), wish);
    if (outcome instanceof ConsentOutcome.Changed changed) {
      marks.put(list.id(), changed.consent().state());
      proofs.add(changed.consent());
    }
    if (ConsentRules.asks(list, wish, outcome)) {
      asking.add(list);
    }
    return outcome;
  }

  void frequency(ContactFrequency wish) {
    frequency = wish;
  }

  /** Writes what differs, if anything does. */
  void write(Connection connection, Actor by, Instant now) throws SQLException {
    Contact contact = before.contact();
    boolean isPaced = frequency != contact.frequency();
    if (proofs.isEmpty() && !isPaced) {
      return;
    }
    long id = Long.parseLong(contact.id());
    String hash = ConsentRows.hash(contact.fields().subject());
    try (PreparedStatement update = rows.update(connection);
        PreparedStatement insert = ConsentRows.insert(connection)) {
      rows.bindChanged(update, id, contact.fields(), marks, now);
      update.executeUpdate();
      for (Consent proof : proofs) {
        ConsentRows.bind(insert, rows.tenant(), hash, proof, by.name());
        insert.executeUpdate();
        audit(connection, "consent-" + proof.state().label(), contact, by, now);
      }
    }
    if (proofs.stream().anyMatch(proof -> proof.state() == ConsentState.CONFIRMED)) {
      affirm(connection, id, now);
    }
    if (isPaced) {
      pace(connection, id);
      audit(connection, "contact-frequency", contact, by, now);
    }
  }

  /** Orders mails that ask to confirm, where the outcome of a wish asks for one. */
  void ask(Connection connection, ConfirmationSettings settings, Instant now) throws SQLException {
    if (!asking.isEmpty()) {
      try (var orders = new ConfirmationOrders(connection, settings, now)) {
        for (ContactList list : asking) {
          orders.order(rows.tenant(), before.contact().fields().subject(), list.id());
        }
      }
    }
  }

  /** Whoever confirms is there, and reads. */
  private void affirm(Connection connection, long id, Instant now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update contact set affirmed_at = ? where tenant = ? and id = ?")) {
      update.setObject(1, ContactRows.at(now));
      update.setString(2, rows.tenant());
      update.setLong(3, id);
      update.executeUpdate();
    }
  }

  private void pace(Connection connection, long id) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update contact set frequency = ? where tenant = ? and id = ?")) {
      update.setString(1, frequency.label());
      update.setString(2, rows.tenant());
      update.setLong(3, id);
      update.executeUpdate();
    }
  }

  /** Without the address: the audit is kept for ever, and its hash chain cannot forget. */
  static void audit(Connection connection, String action, Contact contact, Actor by, Instant now)
      throws SQLException {
    AuditRows.add(
        connection,
        List.of(
            new AuditEvent(now, by, action, contact.tenant(), "contact " + contact.id(), "", "")));
  }
}
