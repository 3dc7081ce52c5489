// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IDepositMinter } from "../../src/interfaces/IDepositMinter.sol";
import { IEntanglementManager } from "../../src/interfaces/IEntanglementManager.sol";
import { IRequestIds } from "../../src/interfaces/IRequestIds.sol";
import { IStakerRegistry } from "../../src/interfaces/IStakerRegistry.sol";
import { IStakerSelector } from "../../src/interfaces/IStakerSelector.sol";
import { StakerView } from "../../src/types/StakerTypes.sol";
import { BaseTest } from "../utils/BaseTest.sol";
import { DepositActions } from "./handlers/DepositActions.sol";
import { DepositHandler } from "./handlers/DepositHandler.sol";

/// @notice The invariants of `docs/invariants.md`, by name, in three campaigns so that each is long. What costs a walk over all
/// requests is checked once a run, at its end; the rest after every call.
contract DepositInvariants is BaseTest {
    DepositHandler private _handler;
    IEntanglementManager private _bridge;
    IStakerRegistry private _registry;
    IStakerSelector private _selector;
    IERC20 private _token;

    function setUp() public {
        _handler = new DepositHandler(false);
        (address bridge, address registry, address selector, address token) = _handler.modules();
        _bridge = IEntanglementManager(bridge);
        _registry = IStakerRegistry(registry);
        _selector = IStakerSelector(selector);
        _token = IERC20(token);
        targetSelector(address(_handler), DepositActions.all());
        targetContract(address(_handler));
    }

    /// All of them in one campaign: with one seed each would get the same calls again, once for every invariant.
    function invariant_R1_R2_R4_R5_R7_R8_R9_R10_R14_R15_R29_R30_R41_R42_R43() public view {
        _r1();
        _r2();
        _r4();
        _r8();
        _r14();
        _r29();
        _r30();
        _nothingForbidden();
    }

    /// R1: the supply is what stakers issued.
    function _r1() private view {
        uint256 issued;
        for (uint256 i; i < _handler.stakerTotal(); ++i) {
            address staker = _handler.stakerAt(i);
            uint256 ofThis = _registry.stakerOf(staker).issued;
            assertEq(ofThis, _handler.issuedOf(staker), "R1: issued is what was minted at this staker");
            issued += ofThis;
        }
        assertEq(_token.totalSupply(), issued, "R1: supply = sum of issued");
    }

    /// R2: reservations are the open assigned shares; beyond capacity nothing is reserved.
    function _r2() private view {
        uint256 used;
        for (uint256 i; i < _handler.stakerTotal(); ++i) {
            address staker = _handler.stakerAt(i);
            StakerView memory seen = _registry.stakerOf(staker);
            assertEq(seen.toBeIssued, _handler.openOf(staker), "R2: to be issued = open shares");
            used += seen.issued + seen.toBeIssued;
        }
        assertEq(_registry.totalUsed(), used, "R2: total used");
        assertEq(_selector.held(), _handler.heldSats(), "R2: held = open draws");
    }

    /// R4: minted is at most what proven outpoints carried, and is the supply.
    function _r4() private view {
        assertEq(_token.totalSupply(), _handler.mintedSats(), "R4: supply = minted");
        assertLe(_handler.mintedSats(), _handler.provenSats(), "R4: minted <= proven");
    }

    /// R8: ids rise by one; every one of them is a request.
    function _r8() private view {
        (, address ids) = _handler.tokens();
        uint256 count = _handler.count();
        assertEq(IRequestIds(ids).last(), count, "R8: last id = number of requests");
        if (count != 0) assertEq(_handler.idAt(count - 1), count, "R8: ids in order");
    }

    /// R14: each contract holds what it owes.
    function _r14() private view {
        (address collateral,) = _handler.tokens();
        assertEq(_handler.bridgeBalance(), _handler.bondLiabilityWei(), "R14: grief bonds");
        assertEq(address(_registry).balance, _handler.registrationWei(), "R14: registration bonds");
        assertEq(IERC20(collateral).balanceOf(address(_registry)), _handler.collateralOwed(), "R14: collateral");
        assertEq(_token.balanceOf(address(_bridge)), 0, "R14: the bridge keeps no qpBTC");
    }

    /// R29: the tree's total is the sum of its weights, and a point falls where a linear scan says.
    function _r29() private view {
        uint256 stakers = _registry.stakerCount();
        uint256 sum;
        for (uint256 id = 1; id <= stakers; ++id) {
            uint256 weight = _selector.weightOf(id);
            if (weight != 0) {
                assertEq(_selector.stakerAt(sum), id, "R29: first point of a staker");
                assertEq(_selector.stakerAt(sum + weight - 1), id, "R29: last point of a staker");
            }
            sum += weight;
        }
        assertEq(_selector.totalWeight(), sum, "R29: total");
    }

    /// R30: the levels are what waits, in the queue, in escrow, and on offer.
    function _r30() private view {
        assertEq(_handler.escrowLevel(), _handler.escrowedSats(), "R30: escrow");
        assertEq(_handler.queueLevel(), _handler.queuedSats(), "R30: queue");
        (, uint64 queued, uint64 offered) = _bridge.depositQueue();
        assertEq(queued, _handler.queuedSats(), "R30: queue as the bridge tells it");
        assertEq(offered, _handler.offeredSats(), "R30: offers");
    }

    /// What an action found: these are about single moments (R5, R7 to R10, R15, R41 to R43).
    function _nothingForbidden() private view {
        assertEq(_handler.violation(), "", "a handler saw what must never happen");
    }

    /// R45, R47: everyone exits. Nothing is left of what was held, promised, waited for or owed.
    function afterInvariant() public {
        for (uint256 i; i < _handler.consumedCount(); ++i) {
            assertTrue(IDepositMinter(_handler.minter()).consumed(_handler.consumedTxid(i), 0), "R5: for ever");
        }
        _handler.everyoneExits();
        assertEq(_handler.violation(), "", "while everybody left");
        assertEq(_selector.held(), 0, "R45: nothing held");
        assertEq(_handler.escrowLevel(), 0, "R45: nothing waits in escrow");
        assertEq(_handler.queueLevel(), 0, "R45: nobody waits");
        assertEq(_handler.bridgeBalance(), 0, "R45: no bond is left");
        for (uint256 i; i < _handler.stakerTotal(); ++i) {
            assertEq(_registry.stakerOf(_handler.stakerAt(i)).toBeIssued, 0, "R45: nothing promised");
        }
        _r1();
        _r4();
    }
}
