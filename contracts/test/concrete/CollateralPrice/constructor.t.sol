// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { CollateralPrice } from "../../../src/CollateralPrice.sol";
import { ICollateralPrice } from "../../../src/interfaces/ICollateralPrice.sol";
import { DepositFixture } from "../../utils/DepositFixture.sol";

contract Priced is CollateralPrice {
    constructor(address feed, uint256 age) CollateralPrice(feed, age) { }
}

contract CollateralPriceConstructorTest is DepositFixture {
    function test_RevertWhen_NoFeed() external {
        _refused(address(0), 1 days);
    }

    function test_RevertWhen_AgeOutOfBounds() external {
        _refused(address(1), 0);
        _refused(address(1), 1 minutes - 1);
        _refused(address(1), 30 days + 1);
    }

    function test_BothEnds() external {
        Priced priced = new Priced(address(7), 1 minutes);
        assertEq(priced.priceFeed(), address(7), "feed");
        assertEq(priced.maxPriceAge(), 1 minutes, "least age");
        assertEq(new Priced(address(7), 30 days).maxPriceAge(), 30 days, "largest age");
    }

    /// @dev Draw and registry must judge by one price.
    function test_DrawAndRegistryReadTheSame() external view {
        assertEq(system.selector.priceFeed(), system.registry.priceFeed(), "feed");
        assertEq(system.selector.maxPriceAge(), system.registry.maxPriceAge(), "age");
    }

    function _refused(address feed_, uint256 age) private {
        vm.expectRevert(abi.encodeWithSelector(ICollateralPrice.CollateralPrice_BadFeed.selector, feed_, age));
        new Priced(feed_, age);
    }
}
