package relay.domain.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.campaign.series.SeriesOrder;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlOutcome;
import relay.domain.control.InvalidField;
import relay.domain.control.OrderDesk;
import relay.domain.control.Refusal;

class SeriesKindTest {
  private static final String DAILY = "\"campaign\":\"spring\",\"every\":\"day\"";
  private final CampaignWorld world = new CampaignWorld();

  @BeforeEach
  void begin() {
    world.draft("spring", "");
  }

  private static Series read(String json) {
    return SeriesKind.SERIES.read(new ControlKey("series", "acme", "s"), 1, ControlJson.read(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'every':'week','days':['mon','sun']",
        "'every':'month','month_day':31,'recipient_zone':true",
        "'every':'day','interval':3,'first_day':'2026-02-28','last_day':'2026-12-31','max':9",
        "'every':'day','title':'Weekly','keep':7,'state':'paused','since':'2026-01-01T00:00:00Z',"
            + "'open_from':'2026-01-01T00:00:00Z','last':'2026-01-02','occurrences':4,'problem':'no'"
      })
  void shouldBeTheSameAfterWritingAndReading(String fields) {
    String json =
        "{\"campaign\":\"spring\",\"time\":\"09:30\",\"zone\":\"Europe/Berlin\","
            + fields.replace('\'', '"')
            + "}";
    Series series = read(json);

    assertThat(read(SeriesKind.SERIES.write(series).toString())).isEqualTo(series);
    assertThat(SeriesKind.SERIES.write(series)).containsAllEntriesOf(ControlJson.read(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "every | 'campaign':'c','time':'09:00','zone':'UTC'",
        "every | 'campaign':'c','time':'09:00','zone':'UTC','every':'hour'",
        "campaign | 'time':'09:00','zone':'UTC','every':'day'",
        "time | 'campaign':'c','zone':'UTC','every':'day'",
        "time | 'campaign':'c','zone':'UTC','every':'day','time':'25:00'",
        "zone | 'campaign':'c','time':'09:00','every':'day'",
        "zone | 'campaign':'c','time':'09:00','every':'day','zone':'Mars'",
        "days | 'campaign':'c','time':'09:00','zone':'UTC','every':'week'",
        "days | 'campaign':'c','time':'09:00','zone':'UTC','every':'day','days':['mon']",
        "days[0] | 'campaign':'c','time':'09:00','zone':'UTC','every':'week','days':['noday']",
        "month_day | 'campaign':'c','time':'09:00','zone':'UTC','every':'month'",
        "month_day | 'campaign':'c','time':'09:00','zone':'UTC','every':'month','month_day':32",
        "month_day | 'campaign':'c','time':'09:00','zone':'UTC','every':'day','month_day':1",
        "first_day | 'campaign':'c','time':'09:00','zone':'UTC','every':'day','interval':2",
        "first_day | 'campaign':'c','time':'09:00','zone':'UTC','every':'day','first_day':'1969-01-01'",
        "last_day | 'campaign':'c','time':'09:00','zone':'UTC','every':'day','last_day':'+10000-01-01'",
        "last_day | 'campaign':'c','time':'09:00','zone':'UTC','every':'day','first_day':'2026-01-02','last_day':'2026-01-01'",
        "max | 'campaign':'c','time':'09:00','zone':'UTC','every':'day','max':-1",
        "keep | 'campaign':'c','time':'09:00','zone':'UTC','every':'day','keep':0",
        "interval | 'campaign':'c','time':'09:00','zone':'UTC','every':'day','interval':101"
      })
  void shouldNameTheFieldThatBreaksItsRule(String field, String fields) {
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> read("{" + fields.replace('\'', '"') + "}"))
        .satisfies(e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void shouldBeOfACampaignThatIsADraftWithoutATimeOfItsOwn() {
    world.draft("timed", ",\"start_at\":\"2026-02-01T00:00:00Z\"");
    world.draft("local", ",\"local_start\":\"2026-02-01T09:00\"");
    world.draft("gone", "");
    world.order("gone", CampaignTurn.START);

    assertThat(refusal("none")).isEqualTo("must be a campaign of the tenant");
    assertThat(refusal("timed")).contains("no start_at");
    assertThat(refusal("local")).contains("no local_start");
    assertThat(refusal("gone")).isEqualTo("must be a draft, and is scheduled");
  }

  private String refusal(String campaign) {
    Series series =
        read(
            "{\"every\":\"day\",\"time\":\"09:00\",\"zone\":\"UTC\",\"campaign\":\""
                + campaign
                + "\"}");
    var outcome =
        (ControlOutcome.Refused)
            world.store.apply(new ControlChange.Create(series), CampaignWorld.ANN);
    assertThat(((Refusal.Invalid) outcome.why()).field()).isEqualTo("campaign");
    return ((Refusal.Invalid) outcome.why()).rule();
  }

  @Test
  void shouldKeepItsCampaignADraft() {
    world.series("daily", DAILY);
    Campaign draft = world.campaign("spring");

    assertThat(world.order("spring", CampaignTurn.START))
        .isInstanceOfSatisfying(
            OrderDesk.Answer.Refused.class, no -> assertThat(no.why()).contains("series daily"));
    assertThat(
            world.store.apply(
                new ControlChange.Delete(draft.key(), draft.version()), CampaignWorld.ANN))
        .isInstanceOf(ControlOutcome.Refused.class);
    Campaign timed =
        draft.with(
            draft.plan().at(java.util.Optional.of(CampaignWorld.NOON), draft.plan().hours()));
    assertThat(world.store.apply(new ControlChange.Replace(timed), CampaignWorld.ANN))
        .isInstanceOfSatisfying(
            ControlOutcome.Refused.class,
            no -> assertThat(((Refusal.Invalid) no.why()).field()).isEqualTo("start_at"));

    world.seriesDesk().order("acme", "daily", SeriesOrder.END, CampaignWorld.ANN);
    assertThat(CampaignWorld.stateOf(world.order("spring", CampaignTurn.START)))
        .contains(CampaignState.SCHEDULED);
  }

  @Test
  void shouldNotBeRemovedWhileItGoes() {
    Series series = world.series("daily", DAILY);
    world.seriesDesk().order("acme", "daily", SeriesOrder.START, CampaignWorld.ANN);

    assertThat(world.store.apply(new ControlChange.Delete(series.key(), 0), CampaignWorld.ANN))
        .isInstanceOf(ControlOutcome.Refused.class);
    world.seriesDesk().order("acme", "daily", SeriesOrder.PAUSE, CampaignWorld.ANN);
    assertThat(world.store.apply(new ControlChange.Delete(series.key(), 0), CampaignWorld.ANN))
        .isInstanceOf(ControlOutcome.Done.class);
  }

  @Test
  void shouldBeBoundedInNumber() {
    for (int i = 0; i < SeriesKind.OF_A_TENANT_MAX; i++) {
      world.series("s" + i, DAILY);
    }

    assertThat(
            world.store.apply(
                new ControlChange.Create(
                    read("{\"time\":\"12:00\",\"zone\":\"UTC\"," + DAILY + "}")),
                CampaignWorld.ANN))
        .isInstanceOf(ControlOutcome.Refused.class);
  }
}
