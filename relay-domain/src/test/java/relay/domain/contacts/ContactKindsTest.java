package relay.domain.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenant;

class ContactKindsTest {
  private static final ContactListKind LISTS = ContactListKind.LIST;
  private static final ContactAttributeKind ATTRIBUTES = ContactAttributeKind.ATTRIBUTE;

  @Test
  void shouldBeCalledListsAndAttributesInPaths() {
    assertThat(LISTS.collection()).isEqualTo("lists");
    assertThat(ATTRIBUTES.collection()).isEqualTo("attributes");
    assertThat(LISTS.name()).isEqualTo("contact-list");
    assertThat(ATTRIBUTES.name()).isEqualTo("contact-attribute");
    assertThat(LISTS.type()).isEqualTo(ContactList.class);
    assertThat(ATTRIBUTES.type()).isEqualTo(ContactAttribute.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"double_opt_in\":false,\"public\":false}",
        "{\"title\":\"News\",\"description\":\"Once a week\",\"double_opt_in\":true,"
            + "\"public\":true,\"confirm_from\":\"\\\"Acme\\\" <news@acme.example>\","
            + "\"confirm_template\":\"hello\"}"
      })
  void shouldWriteTheListThatItRead(String json) {
    assertThat(LISTS.write(list("news", json))).hasToString(json);
    assertThat(list("news", json).withVersion(7).version()).isEqualTo(7);
    assertThat(list("news", json).key()).isEqualTo(new ControlKey("contact-list", "acme", "news"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":\"text\"}", "{\"type\":\"boolean\",\"title\":\"Good one\"}"})
  void shouldWriteTheAttributeThatItRead(String json) {
    assertThat(ATTRIBUTES.write(attribute("first_name", json))).hasToString(json);
    assertThat(attribute("vip", json).withVersion(2).version()).isEqualTo(2);
    assertThat(attribute("vip", json).key().tenant()).isEqualTo("acme");
  }

  @ParameterizedTest
  @CsvSource({
    "news, title, '{\"title\":\"a\\nb\"}'",
    "news, description, '{\"description\":7}'",
    "news, double_opt_in, '{\"double_opt_in\":\"yes\"}'",
    "news, public, '{\"public\":1}'",
    "news, confirm_from, '{\"confirm_from\":\"nobody\"}'",
    "news, confirm_from, '{\"confirm_template\":\"hello\"}'",
    "News, id, '{}'",
    "a_b, id, '{}'",
    "'x%', id, '{}'",
  })
  void shouldNameWhatIsWrongWithAList(String id, String field, String json) {
    assertThatThrownBy(() -> list(id, json))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @ParameterizedTest
  @CsvSource({
    "vip, type, '{}'",
    "vip, type, '{\"type\":\"blob\"}'",
    "vip, title, '{\"type\":\"text\",\"title\":\"a\\u0007\"}'",
    "Vip, id, '{\"type\":\"text\"}'",
    "1st, id, '{\"type\":\"text\"}'",
    "a-b, id, '{\"type\":\"text\"}'",
    "email, id, '{\"type\":\"text\"}'",
    "locale, id, '{\"type\":\"text\"}'",
    "zone, id, '{\"type\":\"text\"}'",
    "address, id, '{\"type\":\"text\"}'",
  })
  void shouldNameWhatIsWrongWithAnAttribute(String id, String field, String json) {
    assertThatThrownBy(() -> attribute(id, json))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void shouldBelongToATenantThatThereIs() {
    ContactList list = list("news", "{}");

    assertThat(LISTS.judgePut(ControlState.EMPTY, list)).containsInstanceOf(Refusal.Invalid.class);
    assertThat(LISTS.judgePut(state(List.of()), list)).isEmpty();
    assertThat(ATTRIBUTES.judgePut(ControlState.EMPTY, attribute("a", "{\"type\":\"text\"}")))
        .containsInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void shouldAskFromADomainAndWithATemplateOfTheTenant() {
    var from = "{\"confirm_from\":\"news@acme.example\"";
    ContactList own = list("news", from + "}");
    ContactList named = list("news", from + ",\"confirm_template\":\"hello\"}");
    ControlState bound = state(List.of(Tenancies.domain("acme", "acme.example")));
    ControlState foreign = state(List.of(Tenancies.domain("other", "acme.example")));

    assertThat(LISTS.judgePut(bound, own)).isEmpty();
    assertThat(LISTS.judgePut(foreign, own))
        .contains(
            new Refusal.Invalid("confirm_from", "must be at a verified domain of the tenant"));
    assertThat(LISTS.judgePut(bound, named))
        .contains(new Refusal.Invalid("confirm_template", "must be a template of the tenant"));
  }

  @Test
  void shouldBeOneOfAsManyListsAsAMailMayName() {
    List<ContactList> most =
        IntStream.range(0, ContactListKind.OF_A_TENANT_MAX)
            .mapToObj(i -> list("l" + i, "{}"))
            .toList();

    assertThat(LISTS.judgePut(state(most), list("l0", "{}"))).isEmpty();
    assertThat(LISTS.judgePut(state(most), list("more", "{}")))
        .containsInstanceOf(Refusal.Conflict.class);
  }

  @Test
  void shouldHaveAsManyAttributesOfEachSortAsThereAreColumns() {
    List<ContactAttribute> texts =
        IntStream.range(0, ContactAttributeKind.OF_A_SORT_MAX)
            .mapToObj(
                i -> attribute("t" + i, "{\"type\":\"" + (i % 2 == 0 ? "text" : "list") + "\"}"))
            .toList();

    assertThat(ATTRIBUTES.judgePut(state(texts), attribute("n", "{\"type\":\"date\"}"))).isEmpty();
    assertThat(ATTRIBUTES.judgePut(state(texts), attribute("t1", "{\"type\":\"list\"}"))).isEmpty();
    assertThat(ATTRIBUTES.judgePut(state(texts), attribute("more", "{\"type\":\"text\"}")))
        .hasValueSatisfying(
            refusal -> assertThat(refusal.toString()).contains("20 attributes of texts and lists"));
  }

  @Test
  void shouldNeverChangeItsType() {
    ControlState before = state(List.of(attribute("age", "{\"type\":\"number\"}")));

    Optional<Refusal> refusal =
        ATTRIBUTES.judgePut(before, attribute("age", "{\"type\":\"text\"}"));

    assertThat(refusal)
        .hasValueSatisfying(
            why -> {
              assertThat(((Refusal.Invalid) why).field()).isEqualTo("type");
              assertThat(((Refusal.Invalid) why).rule()).contains("must stay number");
            });
    assertThat(
            ATTRIBUTES.judgePut(
                before, attribute("age", "{\"type\":\"number\",\"title\":\"Years\"}")))
        .isEmpty();
  }

  @Test
  void shouldMakeUpWhatATenantHasDeclared() {
    var objects = new java.util.ArrayList<ControlObject>();
    objects.add(attribute("age", "{\"type\":\"number\"}"));
    objects.add(list("news", "{\"double_opt_in\":true}"));
    ControlState state = state(objects);

    ContactSchema schema = ContactSchema.of(state, "acme");

    assertThat(schema.attributes()).containsOnlyKeys("age").containsValue(AttributeType.NUMBER);
    assertThat(schema.lists().get("news").isDoubleOptIn()).isTrue();
    assertThat(ContactSchema.of(state, "other").attributes()).isEmpty();
    assertThat(ContactSchema.of(state, "other").lists()).isEmpty();
  }

  private static ContactList list(String id, String json) {
    return read(LISTS, id, json);
  }

  private static ContactAttribute attribute(String id, String json) {
    return read(ATTRIBUTES, id, json);
  }

  private static <T extends ControlObject> T read(ControlKind<T> kind, String id, String json) {
    return kind.read(new ControlKey(kind.name(), "acme", id), 1, ControlJson.read(json));
  }

  private static ControlState state(List<? extends ControlObject> objects) {
    return ControlState.EMPTY
        .with(1, List.of(Tenant.of("acme")), List.of())
        .with(2, objects, List.of());
  }
}
