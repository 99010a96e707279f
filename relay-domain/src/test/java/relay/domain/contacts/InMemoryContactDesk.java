package relay.domain.contacts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import relay.domain.audit.Actor;
import relay.domain.contacts.behaviour.Behaviour;
import relay.domain.mail.EmailAddress;
import relay.domain.suppression.SuppressionSubject;

/** Contacts of tests, kept by the same rules. */
public class InMemoryContactDesk implements ContactDesk {
  public static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  /** What was done and by whom. */
  public final List<String> audit = new ArrayList<>();

  /** By id. */
  public final Map<String, Behaviour> behaviour = new TreeMap<>();

  private final Map<Long, Contact> contacts = new TreeMap<>();
  private final Map<String, List<Proof>> proofs = new TreeMap<>();
  private ContactSchema schema = new ContactSchema(Map.of(), Map.of());
  private long last;

  /** What every tenant has declared from now on. */
  public final InMemoryContactDesk declaring(ContactSchema declared) {
    schema = declared;
    return this;
  }

  @Override
  public ContactSchema schema(String tenant) {
    return schema;
  }

  @Override
  public Behaviour behaviour(Contact contact) {
    return behaviour.getOrDefault(contact.id(), Behaviour.NONE);
  }

  @Override
  public Page list(String tenant, ContactFilter filter, Optional<String> cursor, int most) {
    long after = cursor.map(Long::parseLong).orElse(0L);
    List<Contact> found =
        contacts.values().stream()
            .filter(c -> c.tenant().equals(tenant) && Long.parseLong(c.id()) > after)
            .filter(c -> isMeant(filter, c))
            .toList();
    return found.size() > most
        ? new Page(found.subList(0, most), Optional.of(found.get(most - 1).id()))
        : new Page(found, Optional.empty());
  }

  private static boolean isMeant(ContactFilter filter, Contact contact) {
    SuppressionSubject subject = contact.fields().subject();
    Optional<ConsentState> state = filter.list().map(contact.consents()::get);
    return filter.subject().map(subject::equals).orElse(true)
        && filter.domain().map(subject.domain()::equals).orElse(true)
        && (filter.list().isEmpty() || state.isPresent())
        && (filter.state().isEmpty() || filter.state().equals(state));
  }

  @Override
  public Optional<Contact> find(String tenant, String id) {
    return contacts.values().stream()
        .filter(c -> c.tenant().equals(tenant) && c.id().equals(id))
        .findFirst();
  }

  @Override
  public List<Contact> of(EmailAddress address) {
    SuppressionSubject subject = SuppressionSubject.of(address);
    return contacts.values().stream().filter(c -> c.fields().subject().equals(subject)).toList();
  }

  @Override
  public ContactOutcome create(String tenant, ContactFields fields, Actor by) {
    Optional<Contact> there =
        of(fields.address()).stream().filter(c -> c.tenant().equals(tenant)).findFirst();
    if (there.isPresent()) {
      return new ContactOutcome.Taken(there.get().id());
    }
    return put(
        new Contact(
            tenant,
            Long.toString(++last),
            fields,
            Map.of(),
            ContactFrequency.NORMAL,
            NOON,
            NOON,
            1),
        "create",
        by);
  }

  @Override
  public ContactOutcome change(
      String tenant, String id, Set<Long> versions, UnaryOperator<ContactFields> change, Actor by) {
    Optional<Contact> before = find(tenant, id);
    if (before.isEmpty()) {
      return new ContactOutcome.Missing();
    }
    Contact now = before.get();
    if (!versions.isEmpty() && !versions.contains(now.version())) {
      return new ContactOutcome.Unexpected(before);
    }
    return put(with(now, change.apply(now.fields()), now.consents()), "change", by);
  }

  private static Contact with(
      Contact now, ContactFields fields, Map<String, ConsentState> consents) {
    return new Contact(
        now.tenant(),
        now.id(),
        fields,
        consents,
        now.frequency(),
        now.createdAt(),
        NOON,
        now.version() + 1);
  }

  private ContactOutcome put(Contact contact, String what, Actor by) {
    contacts.put(Long.parseLong(contact.id()), contact);
    audit.add(what + " " + contact.id() + " by " + by.name());
    return new ContactOutcome.Done(contact);
  }

  @Override
  public boolean remove(String tenant, String id, Actor by) {
    Optional<Contact> gone = find(tenant, id);
    gone.ifPresent(c -> contacts.remove(Long.parseLong(c.id())));
    gone.ifPresent(c -> audit.add("remove " + c.id() + " by " + by.name()));
    return gone.isPresent();
  }

  @Override
  public ConsentOutcome consent(
      String tenant, String id, ContactList list, Consent wish, Actor by) {
    Optional<Contact> contact = find(tenant, id);
    if (contact.isEmpty()) {
      return new ConsentOutcome.Missing();
    }
    Map<String, ConsentState> consents = new TreeMap<>(contact.get().consents());
    ConsentOutcome outcome =
        ConsentRules.judge(list, Optional.ofNullable(consents.get(list.id())), wish);
    if (outcome instanceof ConsentOutcome.Changed changed) {
      consents.put(list.id(), changed.consent().state());
      String subject = contact.get().fields().subject().text();
      proofs
          .computeIfAbsent(subject, s -> new ArrayList<>())
          .add(new Proof(tenant, changed.consent()));
      put(with(contact.get(), contact.get().fields(), consents), "consent", by);
    }
    return outcome;
  }

  @Override
  public ConsentOutcome leave(
      String tenant, EmailAddress address, ContactList list, Consent wish, Actor by) {
    Optional<Contact> contact = of(tenant, address);
    boolean isLate =
        contact.flatMap(c -> proofs(tenant, c.id())).stream()
            .flatMap(List::stream)
            .anyMatch(p -> p.list().equals(list.id()) && p.at().isAfter(wish.at()));
    return isLate
        ? new ConsentOutcome.Kept(contact.get().consents().get(list.id()))
        : consent(tenant, contact.map(Contact::id).orElse(""), list, wish, by);
  }

  @Override
  public Optional<Contact> choose(String tenant, String id, ContactChoice choice, Actor by) {
    for (Consent wish : choice.wishes()) {
      if (schema.lists().containsKey(wish.list())) {
        consent(tenant, id, schema.lists().get(wish.list()), wish, by);
      }
    }
    Optional<Contact> now = find(tenant, id);
    if (now.isEmpty() || choice.frequency().isEmpty()) {
      return now;
    }
    Contact paced =
        new Contact(
            tenant,
            id,
            now.get().fields(),
            now.get().consents(),
            choice.frequency().get(),
            now.get().createdAt(),
            NOON,
            now.get().version() + 1);
    put(paced, "frequency", by);
    return Optional.of(paced);
  }

  @Override
  public Optional<List<Consent>> proofs(String tenant, String id) {
    return find(tenant, id)
        .map(
            contact ->
                proofs.getOrDefault(contact.fields().subject().text(), List.of()).stream()
                    .filter(proof -> proof.tenant().equals(tenant))
                    .map(Proof::consent)
                    .toList());
  }

  @Override
  public Map<String, List<Consent>> proofs(String tenant, List<Contact> some) {
    Map<String, List<Consent>> found = new TreeMap<>();
    some.forEach(each -> found.put(each.id(), proofs(tenant, each.id()).orElse(List.of())));
    return found;
  }

  @Override
  public void proofs(EmailAddress address, Consumer<Proof> sink) {
    proofs.getOrDefault(SuppressionSubject.of(address).text(), List.of()).forEach(sink);
  }
}
