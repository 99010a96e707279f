package relay.ear;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import org.glassfish.embeddable.GlassFish;
import org.glassfish.embeddable.GlassFishException;
import org.glassfish.embeddable.GlassFishProperties;
import org.glassfish.embeddable.GlassFishRuntime;

/**
 * A process of its own with nothing but GlassFish on its class path, so that the EAR finds no class
 * of the relay that it does not bring. Ends when its standard input does.
 */
final class EmbeddedServer {
  /** Exit code when the EAR was not deployed. */
  static final int NOT_DEPLOYED = 9;

  private EmbeddedServer() {}

  /**
   * Deploys.
   *
   * @param arguments the EAR, the HTTP port, a file to create when all is deployed
   */
  public static void main(String[] arguments) throws GlassFishException, IOException {
    GlassFishProperties properties = new GlassFishProperties();
    properties.setPort("http-listener", Integer.parseInt(arguments[1]));
    GlassFish server = GlassFishRuntime.bootstrap().newGlassFish(properties);
    server.start();
    String application =
        server
            .getDeployer()
            .deploy(new File(arguments[0]), "--name=relay", "--property=implicitCdiEnabled=false");
    if (application == null) {
      Runtime.getRuntime().exit(NOT_DEPLOYED);
    }
    new File(arguments[2]).createNewFile();
    System.in.transferTo(OutputStream.nullOutputStream());
    server.dispose();
    Runtime.getRuntime().exit(0);
  }
}
