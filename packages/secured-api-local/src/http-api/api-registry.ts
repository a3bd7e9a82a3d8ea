import type {
  ApiMappingSettings,
  ApiSettings,
  AuthorizerSettings,
  IntegrationSettings,
  RouteSettings,
  StageSettings,
} from './api-settings';

/** An API and all that belongs to it. */
export interface RegisteredApi {
  readonly settings: ApiSettings;
  readonly routes: RouteSettings[];
  readonly stages: StageSettings[];
  readonly mappings: ApiMappingSettings[];
  readonly integrations: Map<string, IntegrationSettings>;
  readonly authorizers: Map<string, AuthorizerSettings>;
}

/** The APIs of the template while its resources come one by one. */
export class ApiRegistry {
  private readonly apis = new Map<string, RegisteredApi>();

  add(settings: ApiSettings): void {
    this.apis.set(settings.apiId, {
      settings,
      routes: [],
      stages: [],
      mappings: [],
      integrations: new Map(),
      authorizers: new Map(),
    });
  }

  find(apiId: string): RegisteredApi | undefined {
    return this.apis.get(apiId);
  }

  list(): RegisteredApi[] {
    return [...this.apis.values()];
  }
}
