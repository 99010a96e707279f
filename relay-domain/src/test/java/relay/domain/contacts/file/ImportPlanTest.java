package relay.domain.contacts.file;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.contacts.file.Orders.order;
import static relay.domain.contacts.file.Orders.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.contacts.AttributeValue;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.file.ImportCounts.Of;
import relay.domain.contacts.file.ImportPlan.Planned;

class ImportPlanTest {
  private static final String HEADER = "email,name,age,list:news,list:weekly";
  private static final String PROVEN = "\"origin\":\"fair\",\"wording\":\"v1\"";
  private static final String ANN = "ann@example.org";

  @Test
  void shouldAddWhoIsNew() {
    ImportPlan plan = plan("{" + PROVEN + "}", "ann@example.org,Ann,41,confirmed,");

    Planned ann = plan.contacts().get(ANN);
    assertThat(ann.isNew()).isTrue();
    assertThat(ann.isChanged()).isTrue();
    assertThat(ann.marks()).containsExactly(Map.entry("news", ConsentState.CONFIRMED));
    assertThat(ann.proofs()).hasSize(1);
    assertThat(counts(plan)).isEqualTo("rows 1 added 1 consents 1 ");
  }

  @Test
  void shouldFillWhatIsEmptyAndKeepTheRest() {
    ImportPlan plan = empty("{\"merge\":\"fill-empty\"}");
    knows(plan, "{\"address\":\"Ann@example.org\",\"attributes\":{\"name\":\"Ann\"}}", Map.of());

    add(plan, "ann@example.org,Anna,41,,");

    Planned ann = plan.contacts().get(ANN);
    assertThat(ann.isNew()).isFalse();
    assertThat(ann.fields().address()).hasToString("Ann@example.org");
    assertThat(text(ann, "name")).isEqualTo("Ann");
    assertThat(text(ann, "age")).isEqualTo("41");
    assertThat(counts(plan)).isEqualTo("rows 1 changed 1 ");
  }

  @Test
  void shouldOverwriteWhatTheRowSaysAndKeepTheRest() {
    ImportPlan plan = empty("{\"merge\":\"overwrite\"}");
    knows(
        plan,
        "{\"address\":\"ann@example.org\",\"attributes\":{\"name\":\"Ann\",\"age\":40}}",
        Map.of());

    add(plan, "ann@example.org,Anna,,,");

    assertThat(text(plan.contacts().get(ANN), "name")).isEqualTo("Anna");
    assertThat(text(plan.contacts().get(ANN), "age")).isEqualTo("40");
  }

  @Test
  void shouldKeepAContactAndStillTakeItsConsent() {
    ImportPlan plan = empty("{\"merge\":\"keep\"," + PROVEN + "}");
    knows(plan, "{\"address\":\"ann@example.org\"}", Map.of());

    add(plan, "ann@example.org,Anna,41,confirmed,");

    assertThat(plan.contacts().get(ANN).fields().attributes()).isEmpty();
    assertThat(plan.contacts().get(ANN).proofs()).hasSize(1);
  }

  @Test
  void shouldChangeNothingByARowThatSaysNothingNew() {
    ImportPlan plan = empty("{" + PROVEN + "}");
    knows(
        plan,
        "{\"address\":\"ann@example.org\",\"attributes\":{\"name\":\"Ann\"}}",
        Map.of("news", ConsentState.CONFIRMED));

    add(plan, "ANN@example.org,Ann,,confirmed,");

    assertThat(plan.contacts().get(ANN).isChanged()).isFalse();
    assertThat(plan.contacts().get(ANN).proofs()).isEmpty();
    assertThat(counts(plan)).isEqualTo("rows 1 same 1 ");
  }

  @Test
  void shouldLetALaterRowSeeWhatAnEarlierOneMade() {
    ImportPlan plan =
        plan(
            "{\"merge\":\"overwrite\"}",
            "ann@example.org,Ann,,,",
            "Ann@Example.org,Anna,41,,",
            "ann@example.org,,,,");

    assertThat(plan.contacts()).hasSize(1);
    assertThat(text(plan.contacts().get(ANN), "name")).isEqualTo("Anna");
    assertThat(counts(plan)).isEqualTo("rows 3 added 1 changed 1 same 1 ");
  }

  @Test
  void shouldBringNobodyBackOntoAList() {
    ImportPlan plan = empty("{" + PROVEN + "}");
    knows(plan, "{\"address\":\"ann@example.org\"}", Map.of("news", ConsentState.UNSUBSCRIBED));
    plan.remembers("bob@example.org", Map.of("news", ConsentState.UNSUBSCRIBED));

    add(plan, "ann@example.org,,,confirmed,");
    add(plan, "bob@example.org,,,confirmed,");

    assertThat(plan.contacts().get(ANN).marks()).containsValue(ConsentState.UNSUBSCRIBED);
    assertThat(plan.contacts().get("bob@example.org").marks())
        .containsValue(ConsentState.UNSUBSCRIBED);
    assertThat(plan.report())
        .extracting(ReportLine::line, ReportLine::kind, ReportLine::column)
        .contains(org.assertj.core.groups.Tuple.tuple(1L, ReportLine.Kind.REFUSED, "list:news"));
    assertThat(counts(plan)).isEqualTo("rows 2 added 1 same 1 refused 2 ");
  }

  @Test
  void shouldTakeTheProofOfAFileForADoubleOptIn() {
    ImportPlan plan = plan("{" + PROVEN + "}", "ann@example.org,,,,confirmed");

    assertThat(plan.contacts().get(ANN).marks())
        .containsExactly(Map.entry("weekly", ConsentState.CONFIRMED));
  }

  @Test
  void shouldCountRolesAndLeaveThemOutWhereAskedFor() {
    assertThat(counts(plan("{}", "Postmaster@example.org,,,,", "info+x@example.org,,,,")))
        .isEqualTo("rows 2 added 2 role 2 ");
    ImportPlan without = plan("{\"leave_roles\":true}", "abuse@example.org,,,,");
    assertThat(counts(without)).isEqualTo("rows 1 role 1 ");
    assertThat(without.contacts()).isEmpty();
    assertThat(without.report().get(0).text()).contains("left out");
  }

  @Test
  void shouldTellWhoIsSuppressedAndTakeHim() {
    var plan =
        new ImportPlan(order("{}"), Contacts.SCHEMA.lists(), address -> Optional.of("hard bounce"));

    add(plan, "ann@example.org,,,,");

    assertThat(counts(plan)).isEqualTo("rows 1 added 1 suppressed 1 ");
    assertThat(plan.report())
        .containsExactly(new ReportLine(1, ReportLine.Kind.SUPPRESSED, "address", "hard bounce"));
  }

  @Test
  void shouldTellFaultsAndGoOn() {
    ImportPlan plan = plan("{}", "ann,,,,", "bob@example.org,,x,,", "cy@example.org,,,,");

    assertThat(counts(plan)).isEqualTo("rows 3 added 1 faulty 2 ");
    assertThat(plan.report()).extracting(ReportLine::column).containsExactly("address", "age");
  }

  private static ImportPlan empty(String order) {
    return new ImportPlan(order(order), Contacts.SCHEMA.lists(), address -> Optional.empty());
  }

  private static ImportPlan plan(String order, String... rows) {
    ImportPlan plan = empty(order);
    List.of(rows).forEach(row -> add(plan, order, row));
    return plan;
  }

  private static void knows(ImportPlan plan, String contact, Map<String, ConsentState> marks) {
    plan.knows(Contacts.fields(contact), marks);
  }

  private static void add(ImportPlan plan, String row) {
    add(plan, "{" + PROVEN + "}", row);
  }

  private static void add(ImportPlan plan, String order, String row) {
    plan.add(Orders.reader(order(order), HEADER).read(record(1, row)));
  }

  private static String text(Planned contact, String attribute) {
    return Optional.ofNullable(contact.fields().attributes().get(attribute))
        .map(AttributeValue::text)
        .orElse("");
  }

  private static String counts(ImportPlan plan) {
    var text = new StringBuilder();
    for (Of each : Of.values()) {
      if (plan.counts().of(each) > 0) {
        text.append(each.label()).append(' ').append(plan.counts().of(each)).append(' ');
      }
    }
    return text.toString();
  }
}
