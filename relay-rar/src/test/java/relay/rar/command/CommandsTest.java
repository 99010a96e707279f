package relay.rar.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.subethamail.smtp.internal.server.CommandHandler;
import relay.domain.smtp.CommandVerb;
import relay.rar.session.SmtpSession;

class CommandsTest {
  @Test
  void shouldLeaveNoStockCommandOfTheLibrary() {
    var handler = new CommandHandler();
    assertThat(handler.getVerbs()).isNotEmpty();

    Commands.register(handler);

    assertThat(handler.getVerbs())
        .allSatisfy(
            verb -> assertThat(handler.getCommand(verb)).isInstanceOf(SessionCommand.class));
  }

  @Test
  void shouldHaveOneCommandForEachVerbAndOneForTheRest() {
    Set<String> expected =
        Stream.concat(
                Stream.of(CommandVerb.values()).map(Enum::name), Stream.of(SmtpSession.DISORDER))
            .collect(Collectors.toSet());

    assertThat(Commands.all())
        .extracting(SessionCommand::getName)
        .containsExactlyInAnyOrderElementsOf(expected);
  }
}
