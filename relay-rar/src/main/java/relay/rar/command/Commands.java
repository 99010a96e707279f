package relay.rar.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.subethamail.smtp.internal.server.CommandHandler;
import relay.domain.smtp.CommandVerb;

/** All commands; the library's own of the same names are replaced. */
public final class Commands {
  private Commands() {}

  /** Puts ours in the place of every stock command. */
  public static void register(CommandHandler handler) {
    all().forEach(handler::addCommand);
  }

  static List<SessionCommand> all() {
    List<SessionCommand> all = new ArrayList<>();
    all.add(new HelloCommand(CommandVerb.HELO));
    all.add(new HelloCommand(CommandVerb.EHLO));
    all.add(new Mail());
    all.add(new Rcpt());
    all.add(new Data());
    all.add(new Bdat());
    all.add(new Reset());
    all.add(PlainReply.noop());
    all.add(new Quit());
    all.add(PlainReply.vrfy());
    all.add(PlainReply.expn());
    all.add(PlainReply.help());
    all.add(new Auth());
    all.add(new StartTls());
    all.add(new Xclient());
    Stream.of(CommandVerb.values())
        .filter(CommandVerb::isHttp)
        .map(HttpVerb::new)
        .forEach(all::add);
    all.add(new DisorderReply());
    return all;
  }
}
