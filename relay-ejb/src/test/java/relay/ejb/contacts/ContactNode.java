package relay.ejb.contacts;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import relay.domain.audit.Actor;
import relay.domain.contacts.AttributeType;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactAttribute;
import relay.domain.contacts.ContactList;
import relay.domain.contacts.ContactOutcome;
import relay.domain.contacts.ContactReader;
import relay.domain.contacts.Contacts;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;
import relay.ejb.database.Database;

/** Contacts of tenant acme, which has declared what {@link Contacts#SCHEMA} says, in a database. */
final class ContactNode {
  static final Instant NOON = Contacts.NOON;
  static final Actor AL = new Actor("al", "192.0.2.1");

  final DatabaseContactDesk desk;
  final DatabaseConfirmations confirmations;
  Instant now = NOON;
  private final Database database;
  private ControlState state;

  ContactNode(Database database) {
    this.database = database;
    List<ControlObject> objects = new ArrayList<>(Contacts.SCHEMA.lists().values());
    Contacts.SCHEMA
        .attributes()
        .forEach((name, type) -> objects.add(new ContactAttribute("acme", name, 1, type, "")));
    state = ControlState.EMPTY.with(1, objects, List.of());
    confirmations =
        new DatabaseConfirmations(database, () -> ContactDesks.CONFIRMATIONS, () -> now);
    desk =
        new DatabaseContactDesk(database, () -> state, () -> ContactDesks.CONFIRMATIONS, () -> now);
  }

  /** There is this list, too. */
  void declare(ContactList list) {
    state = state.with(state.revision() + 1, List.of(list), List.of());
  }

  ControlState state() {
    return state;
  }

  void declare(String name, AttributeType type) {
    var attribute = new ContactAttribute("acme", name, 1, type, "");
    state = state.with(state.revision() + 1, List.of(attribute), List.of());
  }

  void forget(String name) {
    var key = new ContactAttribute("acme", name, 1, AttributeType.TEXT, "").key();
    state = state.with(state.revision() + 1, List.of(), List.of(key));
  }

  /** A contact of acme with the fields of this document. */
  Contact make(String json) {
    var fields = new ContactReader(desk.schema("acme")).read(ControlJson.read(json));
    return ((ContactOutcome.Done) desk.create("acme", fields, AL)).contact();
  }

  /** A contact of acme that is known by its address alone. */
  Contact known(String address) {
    return make("{\"address\":\"" + address + "\"}");
  }

  /** Actions in the audit, oldest first. */
  List<String> audit() {
    return database.inTransaction(
        connection -> {
          List<String> actions = new ArrayList<>();
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select action, subject, after_text from audit order by entry");
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              actions.add(row.getString(1) + " " + row.getString(2) + row.getString(3));
            }
          }
          return actions;
        });
  }

  static void empty(Database database) {
    database.inTransaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("delete from contact");
            statement.execute("delete from contact_slot");
            statement.execute("delete from behaviour_follower");
            statement.execute("delete from confirmation");
            return statement.execute("delete from consent_proof");
          }
        });
  }
}
