// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Deployed, SystemConfig, SystemDeployer } from "../../script/SystemDeployer.sol";

/// @notice The one contract of the tests that carries the code of the whole system. A test calls it by delegation, so that
/// it creates everything itself: each test that carried that code would be compiled with all of it again.
contract SystemHost {
    function deploy(SystemConfig memory config, address deployer, address guardian, address[8] memory expected)
        external
        returns (Deployed memory)
    {
        return SystemDeployer.deploy(config, deployer, guardian, expected);
    }
}
